import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { inboxRequestReference } from "@/domain/inbox/inbox-request";
import { findSentDelivery } from "@/server/delivery/find-sent-delivery";
import { getInboxRequest } from "@/server/inbox/get-inbox-request";

/** One request with its headers and body, and the delivery that sent it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.getInboxRequest",
    auth: "session",
    params: inboxRequestReference,
    handler: async ({ ctx, params }) => {
      const request = await getInboxRequest({ ctx, input: params });
      const { webhookId, receivedAt, headers } = request;
      const messageId = headers["webhook-id"];
      if (webhookId === null || messageId === undefined) return { request, delivery: null };
      const delivery = await findSentDelivery({ ctx, input: { webhookId, messageId, receivedAt: new Date(receivedAt) } });
      return { request, delivery };
    },
  }),
});
