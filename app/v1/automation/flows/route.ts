import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { automationFlow, automationFlowList, flowInput } from "@/domain/automation/flow";
import { flowSearch } from "@/domain/automation/flow-search";
import { createFlow } from "@/server/automation-flow/create-flow";
import { searchFlows } from "@/server/automation-flow/search-flows";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "searchFlows",
    summary: "List automations; the newest first",
    auth: "token",
    scope: "read",
    query: flowSearch,
    response: { status: 200, schema: automationFlowList },
    handler: ({ ctx, query }) => searchFlows({ ctx, input: query }),
  }),
  POST: defineRoute({
    operationId: "createFlow",
    summary: "Create an automation",
    auth: "token",
    scope: "write",
    isIdempotent: true,
    body: { schema: flowInput, isRequired: true },
    response: { status: 201, schema: automationFlow },
    handler: ({ ctx, body }) => createFlow({ ctx, input: body }),
  }),
});
