import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { entitySchemaReference } from "@/domain/entity-schema/entity-schema-input";
import { getSchemaExample } from "@/server/entity-schema/get-schema-example";

/** An example of a schema's entities, to be downloaded. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.getEntityExample",
    auth: "session",
    params: entitySchemaReference,
    handler: ({ ctx, params }) => getSchemaExample({ ctx, input: params }),
  }),
});
