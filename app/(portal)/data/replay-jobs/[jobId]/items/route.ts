import { answerJson } from "@/app/(portal)/data/answer-json";
import { DELIVERY_STATUSES } from "@/domain/delivery/search-options";
import { listReplayItems } from "@/server/replay-job/list-replay-items";

/** A page of what a job has sent again: `status` narrows it, `cursor` says where the page before ended. */
export function GET(request: Request, { params }: RouteContext<"/data/replay-jobs/[jobId]/items">): Promise<Response> {
  return answerJson("portal.listReplayItems", async ({ ctx }) => {
    const { searchParams } = new URL(request.url);
    const status = DELIVERY_STATUSES.find((known) => known === searchParams.get("status"));
    const cursor = searchParams.get("cursor");
    return listReplayItems({ ctx, input: { ...(await params), ...(status ? { status } : {}), ...(cursor ? { cursor } : {}) } });
  });
}
