import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { listBody, searchAnswer } from "@/domain/entity/search-input";
import { listEntities } from "@/server/entity/search-entities";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "listEntities",
    summary: "List entities by filters",
    auth: "token",
    scope: "read",
    body: { schema: listBody, isRequired: true },
    response: { status: 200, schema: searchAnswer },
    handler: ({ ctx, body }) => listEntities({ ctx, input: body }),
  }),
});
