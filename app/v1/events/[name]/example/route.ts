import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { eventTypeDocument, eventTypeReference } from "@/domain/event/event-type-definition";
import { getEventTypeExample } from "@/server/event-type/get-event-type-example";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getEventExample",
    summary: "Get an event type's example; of what is published of it",
    auth: "token",
    scope: "read",
    params: eventTypeReference,
    response: { status: 200, schema: eventTypeDocument },
    handler: ({ ctx, params }) => getEventTypeExample({ ctx, input: params }),
  }),
});
