import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { deprecatedSchemaFlags } from "@/app/v1/entity/schemas/deprecated-schema-flags";
import { entitySchemaItem } from "@/domain/entity-schema/entity-schema";
import { entitySchemaInput, entitySchemaReference, entitySchemaVersionOptions } from "@/domain/entity-schema/entity-schema-input";
import { deleteSchema } from "@/server/entity-schema/delete-schema";
import { getSchema } from "@/server/entity-schema/get-schema";
import { putSchema } from "@/server/entity-schema/put-schema";

const declared = { auth: "token", params: entitySchemaReference } as const;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    ...declared,
    operationId: "getSchema",
    summary: "Get an entity schema; the latest version, or the one with an id",
    scope: "read",
    query: entitySchemaVersionOptions.extend(deprecatedSchemaFlags.pick({ latest: true }).shape),
    response: { status: 200, schema: entitySchemaItem },
    handler: ({ ctx, params, query: { id } }) => getSchema({ ctx, input: { ...params, id } }),
  }),
  PUT: defineRoute({
    ...declared,
    operationId: "putSchema",
    summary: "Set an entity schema; it is created where there is none, and its event types follow",
    scope: "write",
    query: z.object({ draft: z.literal("false", "There are no drafts: give false, or leave it out.").optional() }),
    body: { schema: entitySchemaInput, isRequired: true },
    response: { status: 200, schema: entitySchemaItem },
    errors: { 404: false },
    handler: ({ ctx, params, body }) => putSchema({ ctx, input: { ...params, schema: body } }),
  }),
  DELETE: defineRoute({
    ...declared,
    operationId: "deleteSchema",
    summary: "Delete an entity schema with its event types, to which no webhook listens",
    scope: "write",
    response: { status: 200 },
    handler: ({ ctx, params }) => deleteSchema({ ctx, input: params }),
  }),
});
