import { z } from "zod";
import { MAX_BODY_BYTES } from "@/app/_http/create-route";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { DELIVERY_STATUSES } from "@/domain/delivery/search-options";
import { publishBody } from "@/domain/event/publish-input";
import { publishEvents } from "@/server/event/publish-events";

const delivery = z.object({ webhook_config_id: z.string(), event_id: z.string(), status: z.enum(DELIVERY_STATUSES) });
const event = z.object({ event_id: z.string(), duplicate: z.boolean(), deliveries: z.array(delivery) });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "publishEvents",
    summary: "Publish events; one, or up to 1,000, all or nothing",
    auth: "token",
    scope: "publish",
    isIdempotent: true,
    body: { schema: publishBody, isRequired: true, keepsDigits: true, maxBytes: MAX_BODY_BYTES },
    errors: { 422: true },
    response: { status: 202, schema: z.object({ events: z.array(event) }) },
    handler: ({ ctx, body }) => publishEvents({ ctx, input: body }),
  }),
});
