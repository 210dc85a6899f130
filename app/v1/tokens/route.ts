import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { apiTokenListAnswer, apiTokenListOptions, createdApiTokenAnswer, newApiToken } from "@/domain/api-token/api-token";
import { createApiToken } from "@/server/api-token/create-api-token";
import { listApiTokens } from "@/server/api-token/list-api-tokens";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "listTokens",
    summary: "List API tokens; the newest first",
    auth: "token",
    scope: "admin",
    query: apiTokenListOptions,
    response: { status: 200, schema: apiTokenListAnswer },
    handler: ({ ctx, query }) => listApiTokens({ ctx, input: query }),
  }),
  POST: defineRoute({
    operationId: "createToken",
    summary: "Create an API token; the answer shows it, this once",
    auth: "token",
    scope: "admin",
    isIdempotent: true,
    body: { schema: newApiToken, isRequired: true },
    response: { status: 201, schema: createdApiTokenAnswer },
    handler: ({ ctx, body }) => createApiToken({ ctx, input: body }),
  }),
});
