import { defineRoute } from "@/app/(portal)/data/define-route";
import { defineMethods } from "@/app/v1/_http/define-methods";
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
