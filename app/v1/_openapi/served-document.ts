import { z } from "zod";
import { defineMethods, type RouteModule } from "@/app/v1/_http/define-methods";
import { defineRoute } from "@/app/v1/_http/define-route";
import { ROUTE_TABLE } from "@/app/v1/_http/route-table";
import { getProcess } from "@/app/web-process";

/** The path of the definition, which the route table cannot name: its route is made of the table. */
export const OPENAPI_PATH = "/v1/webhooks/openapi.json";

export const openApiMethods: RouteModule = defineMethods({
  GET: defineRoute({
    operationId: "getOpenApi",
    summary: "Get this API's definition; OpenAPI 3.1",
    auth: "none",
    response: { status: 200, schema: z.looseObject({ openapi: z.literal("3.1.0") }) },
    handler: async () => ({ ...getProcess().readApiDefinition() }),
  }),
});

/** Every path of the API, that of its definition included. */
export const ALL_ROUTES: Readonly<Record<string, RouteModule>> = { ...ROUTE_TABLE, [OPENAPI_PATH]: openApiMethods };
