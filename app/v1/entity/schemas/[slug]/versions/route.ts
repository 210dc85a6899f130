import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { entitySchemaPageOptions, entitySchemaReference, entitySchemaVersionList } from "@/domain/entity-schema/entity-schema-input";
import { listSchemaVersions } from "@/server/entity-schema/list-schema-versions";

/** The definition's parameters for drafts. There are none, so any page of them is empty. */
const draftOptions = z.object({ drafts_from: z.coerce.number().min(0).optional(), drafts_size: z.coerce.number().min(0).optional() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getSchemaVersions",
    summary: "List an entity schema's versions; the latest first",
    auth: "token",
    scope: "read",
    params: entitySchemaReference,
    query: entitySchemaPageOptions.extend(draftOptions.shape),
    response: { status: 200, schema: entitySchemaVersionList },
    handler: ({ ctx, params, query: { drafts_from: _from, drafts_size: _size, ...options } }) =>
      listSchemaVersions({ ctx, input: { ...params, ...options } }),
  }),
});
