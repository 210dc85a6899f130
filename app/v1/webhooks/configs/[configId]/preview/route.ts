import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { parseInput } from "@/domain/parse-input";
import { previewOptions, webhookPreview } from "@/domain/preview/webhook-preview";
import { webhookReference } from "@/domain/webhook/webhook-reference";
import { previewWebhook } from "@/server/webhook/preview-webhook";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "previewWebhook",
    summary: "Preview a delivery; what a webhook would be sent of an event, and nothing is sent",
    auth: "token",
    scope: "read",
    params: webhookReference,
    body: { schema: previewOptions, isRequired: false, keepsDigits: true },
    response: { status: 200, schema: webhookPreview },
    handler: ({ ctx, params, body }) => previewWebhook({ ctx, input: { ...parseInput(previewOptions, body ?? {}), ...params } }),
  }),
});
