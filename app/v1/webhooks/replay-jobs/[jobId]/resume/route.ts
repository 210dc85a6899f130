import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { replayJob } from "@/domain/replay-job/replay-job";
import { replayJobReference } from "@/domain/replay-job/replay-job-input";
import { resumeReplayJob } from "@/server/replay-job/resume-replay-job";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "resumeReplayJob",
    summary: "Resume a replay job; one that is paused or has failed",
    auth: "token",
    scope: "publish",
    params: replayJobReference,
    response: { status: 200, schema: replayJob },
    errors: { 409: true },
    handler: ({ ctx, params }) => resumeReplayJob({ ctx, input: params }),
  }),
});
