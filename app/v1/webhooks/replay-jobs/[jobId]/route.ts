import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { replayJob } from "@/domain/replay-job/replay-job";
import { replayJobReference } from "@/domain/replay-job/replay-job-input";
import { getReplayJob } from "@/server/replay-job/get-replay-job";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getReplayJob",
    summary: "Get a replay job; with its progress",
    auth: "token",
    scope: "read",
    params: replayJobReference,
    response: { status: 200, schema: replayJob },
    handler: ({ ctx, params }) => getReplayJob({ ctx, input: params }),
  }),
});
