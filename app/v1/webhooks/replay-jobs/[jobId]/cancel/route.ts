import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { replayJob } from "@/domain/replay-job/replay-job";
import { replayJobReference } from "@/domain/replay-job/replay-job-input";
import { cancelReplayJob } from "@/server/replay-job/cancel-replay-job";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "cancelReplayJob",
    summary: "Cancel a replay job; before it has sent all",
    auth: "token",
    scope: "publish",
    params: replayJobReference,
    response: { status: 200, schema: replayJob },
    errors: { 409: true },
    handler: ({ ctx, params }) => cancelReplayJob({ ctx, input: params }),
  }),
});
