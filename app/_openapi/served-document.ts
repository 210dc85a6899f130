import { z } from "zod";
import { defineMethods, type RouteModule } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { buildDocument, type OpenApiDocument } from "@/app/_openapi/build-document";
import { ROUTE_TABLE } from "@/app/route-table";
import { getProcess } from "@/app/web-process";

const API_VERSION = "1.0.0";

/** The path of the definition, which the route table cannot name: its route is made of the table. */
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

/** Every path of the API, that of its definition included. */
export const ALL_ROUTES: Readonly<Record<string, RouteModule>> = { ...ROUTE_TABLE, [OPENAPI_PATH]: openApiMethods };

/** Returns the definition of this installation's API. Made once a process: what the routes declare does not change. */
export function readDocument(): OpenApiDocument {
  return getProcess().once(makeDocument);
}

function makeDocument(): OpenApiDocument {
  return buildDocument({ routes: ALL_ROUTES, serverUrl: getProcess().env.publicUrl, version: API_VERSION });
}
