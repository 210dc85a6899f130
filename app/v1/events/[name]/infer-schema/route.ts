import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { eventTypeReference, inferredSchemaAnswer, inferSchemaInput } from "@/domain/event/event-type-definition";
import { inferEventSchema } from "@/server/event-type/infer-event-schema";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "inferEventSchema",
    summary: "Infer an event type's JSON Schema; from its latest events, or the one named, and nothing is saved",
    auth: "token",
    scope: "read",
    params: eventTypeReference,
    body: { schema: inferSchemaInput, isRequired: false },
    response: { status: 200, schema: inferredSchemaAnswer },
    errors: { 422: true },
    handler: ({ ctx, params, body }) => inferEventSchema({ ctx, input: { ...params, from: body } }),
  }),
});
