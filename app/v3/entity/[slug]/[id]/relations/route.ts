import { z } from "zod";
import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { relationsOptionsOf, relationsQuery } from "@/app/v1/entity/reading-query";
import { entityReference } from "@/domain/entity/entity-input";
import { relationPage } from "@/domain/entity/relation-input";
import { listRelations } from "@/server/entity/list-relations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getRelationsV3",
    summary: "List an entity's relations, with their number",
    auth: "token",
    scope: "read",
    params: entityReference,
    query: relationsQuery.extend({
      mode: z.enum(["direct", "reverse", "both"]).optional(),
      fields: z.array(z.string()).optional(),
      include_deleted: z.enum(["true", "false", "only"]).optional(),
    }),
    response: { status: 200, schema: relationPage },
    handler: ({ ctx, params, query }) => listRelations({ ctx, input: { ...params, ...relationsOptionsOf(query) } }),
  }),
});
