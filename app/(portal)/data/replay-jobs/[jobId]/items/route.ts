import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { replayItemListOptions, replayJobReference } from "@/domain/replay-job/replay-job-input";
import { listReplayItems } from "@/server/replay-job/list-replay-items";

/** A page of the deliveries that a job has sent again. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.listReplayItems",
    auth: "session",
    params: replayJobReference,
    query: replayItemListOptions,
    handler: ({ ctx, params, query }) => listReplayItems({ ctx, input: { ...query, ...params } }),
  }),
});
