import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { entitySchemaReference } from "@/domain/entity-schema/entity-schema-input";
import { getJsonSchema } from "@/server/entity-schema/get-json-schema";

/** The JSON Schema of a schema's entities, to be downloaded. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.getEntityJsonSchema",
    auth: "session",
    params: entitySchemaReference,
    handler: ({ ctx, params }) => getJsonSchema({ ctx, input: params }),
  }),
});
