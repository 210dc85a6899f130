import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { apiTokenAnswer, apiTokenReference } from "@/domain/api-token/api-token";
import { getApiToken } from "@/server/api-token/get-api-token";
import { revokeApiToken } from "@/server/api-token/revoke-api-token";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getToken",
    summary: "Get an API token",
    auth: "token",
    scope: "admin",
    params: apiTokenReference,
    response: { status: 200, schema: apiTokenAnswer },
    handler: ({ ctx, params }) => getApiToken({ ctx, input: params }),
  }),
  DELETE: defineRoute({
    operationId: "revokeToken",
    summary: "Revoke an API token; it is refused from now on, and stays in the list",
    auth: "token",
    scope: "admin",
    params: apiTokenReference,
    response: { status: 204 },
    handler: ({ ctx, params }) => revokeApiToken({ ctx, input: params }),
  }),
});
