import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { eventTypeAnswer, eventTypeChange, eventTypeReference } from "@/domain/event/event-type-definition";
import { deleteEventType } from "@/server/event-type/delete-event-type";
import { getEventType } from "@/server/event-type/get-event-type";
import { updateEventType } from "@/server/event-type/update-event-type";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getEvent",
    summary: "Get an event type; by its name or an alias",
    auth: "token",
    scope: "read",
    params: eventTypeReference,
    response: { status: 200, schema: eventTypeAnswer },
    handler: ({ ctx, params }) => getEventType({ ctx, input: params }),
  }),
  PUT: defineRoute({
    operationId: "replaceEvent",
    summary: "Replace an event type; of a built-in one only strict can be changed",
    auth: "token",
    scope: "write",
    params: eventTypeReference,
    body: { schema: eventTypeChange, isRequired: true },
    response: { status: 200, schema: eventTypeAnswer },
    handler: ({ ctx, params, body }) => updateEventType({ ctx, input: { ...params, change: body } }),
  }),
  DELETE: defineRoute({
    operationId: "deleteEvent",
    summary: "Delete an event type; one of your own, that no webhook listens to",
    auth: "token",
    scope: "write",
    params: eventTypeReference,
    response: { status: 204 },
    handler: ({ ctx, params }) => deleteEventType({ ctx, input: params }),
  }),
});
