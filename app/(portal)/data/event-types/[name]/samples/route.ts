import { defineRoute } from "@/app/(portal)/data/define-route";
import { defineMethods } from "@/app/v1/_http/define-methods";
import { eventTypeReference } from "@/domain/event/event-type-definition";
import { readEventSamples } from "@/server/event-type/read-event-samples";

/** What an event type's events look like, and the latest of them. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.readEventSamples",
    auth: "session",
    params: eventTypeReference,
    handler: ({ ctx, params }) => readEventSamples({ ctx, input: params }),
  }),
});
