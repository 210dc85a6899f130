import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { parseInput } from "@/domain/parse-input";
import { unsavedPreviewOptions, webhookPreview } from "@/domain/preview/webhook-preview";
import { previewUnsavedWebhook } from "@/server/webhook/preview-webhook";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "previewUnsavedWebhook",
    summary: "Preview an unsaved webhook; what it would be sent of an event, and nothing is sent",
    auth: "token",
    scope: "write",
    body: { schema: unsavedPreviewOptions, isRequired: true, keepsDigits: true },
    response: { status: 200, schema: webhookPreview },
    errors: { 404: true },
    handler: ({ ctx, body }) => previewUnsavedWebhook({ ctx, input: parseInput(unsavedPreviewOptions, body) }),
  }),
});
