import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { deliveryOfWebhookReference } from "@/domain/delivery/delivery-reference";
import { replayOptions } from "@/domain/delivery/replay-input";
import { parseInput } from "@/domain/parse-input";
import { replayDelivery } from "@/server/delivery/replay-delivery";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "replayEvent",
    summary: "Replay an event",
    auth: "token",
    scope: "publish",
    isIdempotent: true,
    params: deliveryOfWebhookReference,
    body: { schema: replayOptions, isRequired: false },
    response: { status: 204 },
    handler: ({ ctx, params, body }) => replayDelivery({ ctx, input: { ...parseInput(replayOptions, body ?? {}), ...params } }),
  }),
});
