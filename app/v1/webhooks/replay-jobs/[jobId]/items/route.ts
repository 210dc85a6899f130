import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { replayItemList } from "@/domain/replay-job/replay-job";
import { replayItemListOptions, replayJobReference } from "@/domain/replay-job/replay-job-input";
import { listReplayItems } from "@/server/replay-job/list-replay-items";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getReplayJobItems",
    summary: "List a replay job's items; what it has sent again, and what has become of each",
    auth: "token",
    scope: "read",
    params: replayJobReference,
    query: replayItemListOptions,
    response: { status: 200, schema: replayItemList },
    handler: ({ ctx, params, query }) => listReplayItems({ ctx, input: { ...query, ...params } }),
  }),
});
