import type { NextRequest } from "next/server";
import { answerJson } from "@/app/(portal)/data/answer-json";
import { listInboxRequests } from "@/server/inbox/list-inbox-requests";

/** A page of what an inbox has received: `cursor`. */
export function GET(request: NextRequest, { params }: RouteContext<"/data/inboxes/[inboxId]/requests">): Promise<Response> {
  return answerJson("portal.listInboxRequests", async ({ ctx }) => {
    const cursor = request.nextUrl.searchParams.get("cursor");
    return listInboxRequests({ ctx, input: { ...(await params), ...(cursor !== null && { cursor }) } });
  });
}
