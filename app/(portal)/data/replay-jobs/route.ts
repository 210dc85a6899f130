import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { replayJobListOptions } from "@/domain/replay-job/replay-job-input";
import { listReplayJobs } from "@/server/replay-job/list-replay-jobs";

/** A page of the organization's replay jobs. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.listReplayJobs",
    auth: "session",
    query: replayJobListOptions,
    handler: ({ ctx, query }) => listReplayJobs({ ctx, input: query }),
  }),
});
