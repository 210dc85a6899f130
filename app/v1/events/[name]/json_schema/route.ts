import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { eventTypeDocument, eventTypeReference } from "@/domain/event/event-type-definition";
import { getEventTypeSchema } from "@/server/event-type/get-event-type-schema";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getEventJSONSchema",
    summary: "Get an event type's JSON Schema; of what is published of it (2020-12)",
    auth: "token",
    scope: "read",
    params: eventTypeReference,
    response: { status: 200, schema: eventTypeDocument },
    handler: ({ ctx, params }) => getEventTypeSchema({ ctx, input: params }),
  }),
});
