import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { webhookConfigAnswer } from "@/domain/webhook/webhook-config";
import { webhookRestoration, webhookVersionReference } from "@/domain/webhook/webhook-version";
import { restoreWebhookVersion } from "@/server/webhook/restore-webhook-version";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "restoreConfigVersion",
    summary: "Restore a webhook's version; as a new version, and its secrets stay",
    auth: "token",
    scope: "write",
    isIdempotent: true,
    params: webhookVersionReference,
    body: { schema: webhookRestoration, isRequired: false },
    response: { status: 200, schema: webhookConfigAnswer },
    handler: ({ ctx, params, body }) => restoreWebhookVersion({ ctx, input: { ...params, restoration: body } }),
  }),
});
