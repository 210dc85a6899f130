import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { replayJobReference } from "@/domain/replay-job/replay-job-input";
import { getReplayJob } from "@/server/replay-job/get-replay-job";

/** One replay job with its progress. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.getReplayJob",
    auth: "session",
    params: replayJobReference,
    handler: ({ ctx, params }) => getReplayJob({ ctx, input: params }),
  }),
});
