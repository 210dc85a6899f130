import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { changeOptionsOf, relationQuery } from "@/app/v1/entity/change-query";
import { relationAnswer, relationReference, relationTags } from "@/domain/entity/relation-input";
import { deleteRelation, updateRelation } from "@/server/entity/change-relations";

const declared = { auth: "token", scope: "write", params: relationReference, query: relationQuery } as const;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  PUT: defineRoute({
    ...declared,
    operationId: "updateRelation",
    summary: "Set the tags of a relation",
    body: { schema: relationTags, isRequired: true },
    response: { status: 200, schema: relationAnswer },
    handler: ({ ctx, params, query, body }) => updateRelation({ ctx, input: { ...params, ...changeOptionsOf(query), body } }),
  }),
  DELETE: defineRoute({
    ...declared,
    operationId: "deleteRelation",
    summary: "Remove a relation",
    response: { status: 204 },
    handler: ({ ctx, params, query }) => deleteRelation({ ctx, input: { ...params, ...changeOptionsOf(query) } }),
  }),
});
