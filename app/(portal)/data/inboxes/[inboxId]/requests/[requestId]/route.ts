import { answerJson } from "@/app/(portal)/data/answer-json";
import { findSentDelivery } from "@/server/delivery/find-sent-delivery";
import { getInboxRequest } from "@/server/inbox/get-inbox-request";

/** One request with headers and body, and the delivery that it is of. */
export function GET(_request: Request, { params }: RouteContext<"/data/inboxes/[inboxId]/requests/[requestId]">): Promise<Response> {
  return answerJson("portal.getInboxRequest", async ({ ctx }) => {
    const request = await getInboxRequest({ ctx, input: await params });
    const { webhookId, receivedAt, headers } = request;
    const messageId = headers["webhook-id"];
    if (webhookId === null || messageId === undefined) return { request, delivery: null };
    const delivery = await findSentDelivery({ ctx, input: { webhookId, messageId, receivedAt: new Date(receivedAt) } });
    return { request, delivery };
  });
}
