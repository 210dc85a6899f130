import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { timeRange } from "@/domain/delivery/search-options";
import { replayJobInput } from "@/domain/replay-job/replay-job-input";
import { createReplayJob } from "@/server/replay-job/create-replay-job";

const { configId: webhook, status } = replayJobInput.shape;

/** The number of events that a replay job would send again. It creates no job. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.countReplayable",
    auth: "session",
    query: z.strictObject({ webhook, status, ...timeRange.shape }),
    handler: ({ ctx, query: { webhook: configId, status, ...timestamp } }) =>
      createReplayJob({ ctx, input: { configId, status, timestamp, dryRun: true } }),
  }),
});
