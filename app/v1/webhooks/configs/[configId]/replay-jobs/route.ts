import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { parseInput } from "@/domain/parse-input";
import { createdReplayJob, replayJobList } from "@/domain/replay-job/replay-job";
import { replayJobListOptions, replayJobOptions } from "@/domain/replay-job/replay-job-input";
import { webhookReference } from "@/domain/webhook/webhook-reference";
import { createReplayJob } from "@/server/replay-job/create-replay-job";
import { listReplayJobs } from "@/server/replay-job/list-replay-jobs";

const listOptions = replayJobListOptions.omit({ configId: true });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getReplayJobsOfConfig",
    summary: "List a webhook's replay jobs; the newest first",
    auth: "token",
    scope: "read",
    params: webhookReference,
    query: listOptions,
    response: { status: 200, schema: replayJobList },
    handler: ({ ctx, params, query }) => listReplayJobs({ ctx, input: { ...query, ...params } }),
  }),
  POST: defineRoute({
    operationId: "createReplayJob",
    summary: "Create a replay job; sends again all of a webhook's events that match, and with dryRun only counts them",
    auth: "token",
    scope: "publish",
    isIdempotent: true,
    params: webhookReference,
    body: { schema: replayJobOptions, isRequired: true },
    response: { status: 202, schema: createdReplayJob },
    handler: ({ ctx, params, body }) => createReplayJob({ ctx, input: { ...parseInput(replayJobOptions, body), ...params } }),
  }),
});
