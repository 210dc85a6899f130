import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { deprecatedEventListAnswer, deprecatedEventListOptions } from "@/domain/delivery/deprecated-event-list";
import { encodeCursor } from "@/domain/delivery/encoded-cursor";
import { webhookReference } from "@/domain/webhook/webhook-reference";
import { listDeliveries } from "@/server/delivery/list-deliveries";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getWehookEvents",
    summary: "List a webhook's events by GET; use getWebhookEventsV2 instead",
    auth: "token",
    scope: "read",
    isDeprecated: true,
    params: webhookReference,
    query: deprecatedEventListOptions,
    response: { status: 200, schema: deprecatedEventListAnswer },
    handler: async ({ ctx, params, query }) => {
      const { data, next_cursor: next } = await listDeliveries({ ctx, input: { ...query, ...params } });
      return next ? { data, cursor: encodeCursor(next) } : { data };
    },
  }),
});
