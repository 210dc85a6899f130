import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { automationExecution, automationExecutionList, startExecutionInput } from "@/domain/automation/execution";
import { executionListOptions } from "@/domain/automation/flow-search";
import { getExecutions } from "@/server/automation/get-executions";
import { startExecution } from "@/server/automation/start-execution";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "getExecutions",
    summary: "List executions of automations; the newest first",
    auth: "token",
    scope: "read",
    query: executionListOptions,
    response: { status: 200, schema: automationExecutionList },
    handler: ({ ctx, query }) => getExecutions({ ctx, input: query }),
  }),
  POST: defineRoute({
    operationId: "startExecution",
    summary: "Start an automation by hand for one entity",
    auth: "token",
    scope: "write",
    isIdempotent: true,
    body: { schema: startExecutionInput, isRequired: true },
    response: { status: 201, schema: automationExecution },
    errors: { 404: true, 422: true },
    handler: ({ ctx, body }) => startExecution({ ctx, input: body }),
  }),
});
