import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { deprecatedSchemaFlags } from "@/app/v1/entity/schemas/deprecated-schema-flags";
import { entitySchemaList, entitySchemaListOptions } from "@/domain/entity-schema/entity-schema-input";
import { listSchemas } from "@/server/entity-schema/list-schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "listSchemas",
    summary: "List entity schemas; the latest version of each, by slug",
    auth: "token",
    scope: "read",
    query: entitySchemaListOptions.extend(deprecatedSchemaFlags.shape),
    response: { status: 200, schema: entitySchemaList },
    handler: ({ ctx, query: { include, exclude } }) => listSchemas({ ctx, input: { include, exclude } }),
  }),
});
