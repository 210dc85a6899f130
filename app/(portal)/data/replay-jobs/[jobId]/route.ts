import { answerJson } from "@/app/(portal)/data/answer-json";
import { getReplayJob } from "@/server/replay-job/get-replay-job";

/** One replay job with its progress. */
export function GET(_request: Request, { params }: RouteContext<"/data/replay-jobs/[jobId]">): Promise<Response> {
  return answerJson("portal.getReplayJob", async ({ ctx }) => getReplayJob({ ctx, input: await params }));
}
