import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { eventTypeReference } from "@/domain/event/event-type-definition";
import { readEventSamples } from "@/server/event-type/read-event-samples";

/** The fields of an event type's events, and its latest events. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.readEventSamples",
    auth: "session",
    params: eventTypeReference,
    handler: ({ ctx, params }) => readEventSamples({ ctx, input: params }),
  }),
});
