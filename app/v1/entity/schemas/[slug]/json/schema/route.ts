import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { queryFlag } from "@/app/_http/query-flag";
import { entityDocument, entitySchemaReference } from "@/domain/entity-schema/entity-schema-input";
import { getJsonSchema } from "@/server/entity-schema/get-json-schema";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getJsonSchema",
    summary: "Get the JSON Schema (2020-12) of a schema's entities",
    auth: "token",
    scope: "read",
    params: entitySchemaReference,
    query: z.object({ dereference: queryFlag.optional() }),
    response: { status: 200, schema: entityDocument },
    handler: ({ ctx, params, query }) => getJsonSchema({ ctx, input: { ...params, ...query } }),
  }),
});
