import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { deliveryReference } from "@/domain/delivery/delivery-reference";
import { getDelivery } from "@/server/delivery/get-delivery";

/** One delivery with its attempts, of any webhook. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.getDelivery",
    auth: "session",
    params: deliveryReference,
    handler: ({ ctx, params }) => getDelivery({ ctx, input: params }),
  }),
});
