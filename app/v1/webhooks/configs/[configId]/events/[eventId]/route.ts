import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { deliveryOfWebhookReference } from "@/domain/delivery/delivery-reference";
import { webhookEvent } from "@/domain/delivery/webhook-event";
import { getDelivery } from "@/server/delivery/get-delivery";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getEventById",
    summary: "Get an event; with its attempts",
    auth: "token",
    scope: "read",
    params: deliveryOfWebhookReference,
    response: { status: 200, schema: webhookEvent },
    errors: { 410: true },
    handler: ({ ctx, params }) => getDelivery({ ctx, input: params }),
  }),
});
