import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { batchReplayAnswer, batchReplayOptions } from "@/domain/delivery/replay-input";
import { parseInput } from "@/domain/parse-input";
import { webhookReference } from "@/domain/webhook/webhook-reference";
import { replayDeliveries } from "@/server/delivery/replay-deliveries";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "batchReplayEvents",
    summary: "Replay up to 100 events; all of them or none",
    auth: "token",
    scope: "publish",
    isIdempotent: true,
    params: webhookReference,
    body: { schema: batchReplayOptions, isRequired: true },
    response: { status: 202, schema: batchReplayAnswer },
    handler: ({ ctx, params, body }) => replayDeliveries({ ctx, input: { ...parseInput(batchReplayOptions, body), ...params } }),
  }),
});
