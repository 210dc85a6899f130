import { answerJson } from "@/app/(portal)/data/answer-json";
import { listInboxes } from "@/server/inbox/list-inboxes";

/** All of the organization's inboxes: a page holds as many as there may be. */
export function GET(): Promise<Response> {
  return answerJson("portal.listInboxes", ({ ctx }) => listInboxes({ ctx, input: {} }));
}
