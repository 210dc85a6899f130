import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { entityDocument, entitySchemaReference } from "@/domain/entity-schema/entity-schema-input";
import { getSchemaExample } from "@/server/entity-schema/get-schema-example";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getSchemaExample",
    summary: "Get an example of a schema's entities, valid by its JSON Schema",
    auth: "token",
    scope: "read",
    params: entitySchemaReference,
    response: { status: 200, schema: entityDocument },
    errors: { 422: true },
    handler: ({ ctx, params }) => getSchemaExample({ ctx, input: params }),
  }),
});
