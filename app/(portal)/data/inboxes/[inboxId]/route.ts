import { answerJson } from "@/app/(portal)/data/answer-json";
import { getInbox } from "@/server/inbox/get-inbox";

/** One inbox: how it answers, and how much it has received. */
export function GET(_request: Request, { params }: RouteContext<"/data/inboxes/[inboxId]">): Promise<Response> {
  return answerJson("portal.getInbox", async ({ ctx }) => getInbox({ ctx, input: await params }));
}
