import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { replayJobList } from "@/domain/replay-job/replay-job";
import { replayJobListOptions } from "@/domain/replay-job/replay-job-input";
import { listReplayJobs } from "@/server/replay-job/list-replay-jobs";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getReplayJobs",
    summary: "List replay jobs; the organization's, the newest first",
    auth: "token",
    scope: "read",
    query: replayJobListOptions,
    response: { status: 200, schema: replayJobList },
    errors: { 404: true },
    handler: ({ ctx, query }) => listReplayJobs({ ctx, input: query }),
  }),
});
