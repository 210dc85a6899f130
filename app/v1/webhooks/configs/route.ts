import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { createdWebhookAnswer, webhookConfigAnswer, webhookConfigInput } from "@/domain/webhook/webhook-config";
import { webhookListOptions } from "@/domain/webhook/webhook-reference";
import { createWebhook } from "@/server/webhook/create-webhook";
import { listWebhooks } from "@/server/webhook/list-webhooks";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getConfigs",
    summary: "List webhooks; the newest first",
    auth: "token",
    scope: "read",
    query: webhookListOptions,
    response: { status: 200, schema: z.array(webhookConfigAnswer) },
    handler: ({ ctx, query }) => listWebhooks({ ctx, input: query }),
  }),
  POST: defineRoute({
    operationId: "createConfig",
    summary: "Create a webhook; the answer shows its signing secret, this once",
    auth: "token",
    scope: "write",
    isIdempotent: true,
    body: { schema: webhookConfigInput, isRequired: true },
    response: { status: 201, schema: createdWebhookAnswer },
    handler: ({ ctx, body }) => createWebhook({ ctx, input: body }),
  }),
});
