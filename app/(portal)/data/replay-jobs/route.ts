import { answerJson } from "@/app/(portal)/data/answer-json";
import { listReplayJobs } from "@/server/replay-job/list-replay-jobs";

/** A page of the organization's replay jobs; `cursor`: where the page before ended. */
export function GET(request: Request): Promise<Response> {
  return answerJson("portal.listReplayJobs", ({ ctx }) => {
    const cursor = new URL(request.url).searchParams.get("cursor");
    return listReplayJobs({ ctx, input: cursor ? { cursor } : {} });
  });
}
