import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { eventTypeAnswer, eventTypeList, newEventType } from "@/domain/event/event-type-definition";
import { createEventType } from "@/server/event-type/create-event-type";
import { listCatalogue } from "@/server/event-type/list-catalogue";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "listEvents",
    summary: "List event types; by label, with schema, example and who listens",
    auth: "token",
    scope: "read",
    response: { status: 200, schema: eventTypeList },
    handler: ({ ctx }) => listCatalogue({ ctx }),
  }),
  POST: defineRoute({
    operationId: "createEvent",
    isIdempotent: true,
    summary: "Create an event type; one of your own",
    auth: "token",
    scope: "write",
    body: { schema: newEventType, isRequired: true },
    response: { status: 201, schema: eventTypeAnswer },
    handler: ({ ctx, body }) => createEventType({ ctx, input: body }),
  }),
});
