import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { changeOptionsOf, relationQuery } from "@/app/v1/entity/change-query";
import { relationsOptionsOf, relationsQuery } from "@/app/v1/entity/reading-query";
import { entityReference } from "@/domain/entity/entity-input";
import { relationAnswers, relationItems, relationList } from "@/domain/entity/relation-input";
import { addRelations, removeRelations } from "@/server/entity/change-relations";
import { listRelations } from "@/server/entity/list-relations";

const declared = { auth: "token", params: entityReference } as const;
const body = { schema: relationItems, isRequired: true } as const;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    ...declared,
    scope: "read",
    operationId: "getRelations",
    summary: "List an entity's relations",
    query: relationsQuery,
    response: { status: 200, schema: relationList },
    handler: async ({ ctx, params, query }) => {
      const { relations } = await listRelations({ ctx, input: { ...params, ...relationsOptionsOf(query) } });
      return relations;
    },
  }),
  POST: defineRoute({
    ...declared,
    scope: "write",
    operationId: "addRelations",
    summary: "Add relations to an entity",
    isIdempotent: true,
    query: relationQuery,
    body,
    response: { status: 200, schema: relationAnswers },
    handler: ({ ctx, params, query, body: relations }) => addRelations({ ctx, input: { ...params, ...changeOptionsOf(query), relations } }),
  }),
  DELETE: defineRoute({
    ...declared,
    scope: "write",
    operationId: "removeRelations",
    summary: "Remove relations from an entity",
    query: relationQuery,
    body,
    response: { status: 204 },
    handler: ({ ctx, params, query, body: relations }) =>
      removeRelations({ ctx, input: { ...params, ...changeOptionsOf(query), relations } }),
  }),
});
