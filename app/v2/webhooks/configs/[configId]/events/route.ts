import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { searchOptions } from "@/domain/delivery/search-options";
import { eventListAnswer } from "@/domain/delivery/webhook-event";
import { parseInput } from "@/domain/parse-input";
import { webhookReference } from "@/domain/webhook/webhook-reference";
import { listDeliveries } from "@/server/delivery/list-deliveries";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "getWebhookEventsV2",
    summary: "List a webhook's events; by page, the newest first",
    auth: "token",
    scope: "read",
    params: webhookReference,
    body: { schema: searchOptions, isRequired: false },
    response: { status: 200, schema: eventListAnswer },
    handler: ({ ctx, params, body }) => {
      const options = parseInput(searchOptions, body ?? {});
      return listDeliveries({ ctx, input: { ...options, configId: params.configId } });
    },
  }),
});
