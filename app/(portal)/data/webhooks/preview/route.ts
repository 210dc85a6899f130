import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { draftPreviewOptions, previewDraft } from "@/app/(portal)/data/webhooks/preview/preview-draft";

/** The preview of a delivery to the webhook of a form; `configId` names the saved webhook that the form changes. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "portal.previewWebhook",
    auth: "session",
    body: { schema: draftPreviewOptions, isRequired: true, keepsDigits: true },
    handler: ({ ctx, body }) => previewDraft({ ctx, input: body }),
  }),
});
