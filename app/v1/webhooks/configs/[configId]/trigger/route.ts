import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { queryFlag } from "@/app/_http/query-flag";
import { executionPayload } from "@/domain/event/trigger-input";
import { triggerAnswer } from "@/domain/webhook/trigger-answer";
import { webhookReference } from "@/domain/webhook/webhook-reference";
import { triggerWebhook } from "@/server/delivery/trigger-webhook";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "triggerWebhook",
    summary: "Trigger a webhook; sends it a payload of your own",
    auth: "token",
    scope: "publish",
    isIdempotent: true,
    params: webhookReference,
    query: z.object({ sync: queryFlag.optional() }),
    body: { schema: executionPayload, isRequired: true, keepsDigits: true },
    errors: { 422: true },
    response: { status: 200, schema: triggerAnswer },
    handler: ({ ctx, params, query, body }) => triggerWebhook({ ctx, input: { ...params, ...query, payload: body } }),
  }),
});
