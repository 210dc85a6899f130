import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { parseInput } from "@/domain/parse-input";
import { exampleOptions, webhookExample } from "@/domain/webhook/webhook-example";
import { webhookReference } from "@/domain/webhook/webhook-reference";
import { getWebhookExample } from "@/server/webhook/get-webhook-example";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "getWebhookExample",
    summary: "Get an example payload; what the webhook is sent",
    auth: "token",
    scope: "read",
    params: webhookReference,
    body: { schema: exampleOptions, isRequired: false },
    response: { status: 200, schema: webhookExample },
    handler: ({ ctx, params, body }) => getWebhookExample({ ctx, input: { ...parseInput(exampleOptions, body ?? {}), ...params } }),
  }),
});
