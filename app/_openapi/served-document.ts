import { z } from "zod";
import { defineMethods, type RouteModule } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { buildDocument, type OpenApiDocument } from "@/app/_openapi/build-document";
import { ROUTE_TABLE } from "@/app/route-table";
import { getProcess } from "@/app/web-process";

const API_VERSION = "1.0.0";

/** The path of the definition. The route table cannot contain it, because its route is made from the table. */
export const OPENAPI_PATH = "/v1/webhooks/openapi.json";

export const openApiMethods: RouteModule = defineMethods({
  GET: defineRoute({
    operationId: "getOpenApi",
    summary: "Get this API's definition; OpenAPI 3.1",
    auth: "none",
    response: { status: 200, schema: z.looseObject({ openapi: z.literal("3.1.0") }) },
    handler: async () => ({ ...readDocument() }),
  }),
});

/** The routes of every path of the API, including that of its definition. */
export const ALL_ROUTES: Readonly<Record<string, RouteModule>> = { ...ROUTE_TABLE, [OPENAPI_PATH]: openApiMethods };

/** Returns the definition of this installation's API. It is made once a process, since the declarations of the routes do not change. */
export function readDocument(): OpenApiDocument {
  return getProcess().once(makeDocument);
}

function makeDocument(): OpenApiDocument {
  return buildDocument({ routes: ALL_ROUTES, serverUrl: getProcess().env.publicUrl, version: API_VERSION });
}
