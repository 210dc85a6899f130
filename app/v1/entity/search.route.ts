import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { searchAnswer, searchBody } from "@/domain/entity/search-input";
import { searchEntities } from "@/server/entity/search-entities";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "searchEntities",
    summary: "Search entities by a query",
    auth: "token",
    scope: "read",
    body: { schema: searchBody, isRequired: true },
    response: { status: 200, schema: searchAnswer },
    handler: ({ ctx, body }) => searchEntities({ ctx, input: body }),
  }),
});
