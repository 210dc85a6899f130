import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { webhookConfigAnswer, webhookConfigInput } from "@/domain/webhook/webhook-config";
import { webhookReference } from "@/domain/webhook/webhook-reference";
import { deleteWebhook } from "@/server/webhook/delete-webhook";
import { getWebhook } from "@/server/webhook/get-webhook";
import { updateWebhook } from "@/server/webhook/update-webhook";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getConfig",
    summary: "Get a webhook",
    auth: "token",
    scope: "read",
    params: webhookReference,
    response: { status: 200, schema: webhookConfigAnswer },
    handler: ({ ctx, params }) => getWebhook({ ctx, input: params }),
  }),
  PUT: defineRoute({
    operationId: "updateConfig",
    summary: "Replace a webhook's configuration; absent secrets keep their value",
    auth: "token",
    scope: "write",
    isConditional: true,
    params: webhookReference,
    body: { schema: webhookConfigInput, isRequired: true },
    response: { status: 200, schema: webhookConfigAnswer },
    handler: ({ ctx, params, body, ifMatch }) => updateWebhook({ ctx, input: { ...params, config: body, ifMatch } }),
  }),
  DELETE: defineRoute({
    operationId: "deleteConfig",
    summary: "Delete a webhook; its events stay readable",
    auth: "token",
    scope: "write",
    isConditional: true,
    params: webhookReference,
    response: { status: 204 },
    handler: ({ ctx, params, ifMatch }) => deleteWebhook({ ctx, input: { ...params, ifMatch } }),
  }),
});
