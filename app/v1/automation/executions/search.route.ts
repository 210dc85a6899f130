import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { automationExecutionPage, executionSearch } from "@/domain/automation/execution";
import { searchExecutions } from "@/server/automation/search-executions";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "searchExecutions",
    summary: "List the executions for one entity; page by page, the newest first",
    auth: "token",
    scope: "read",
    body: { schema: executionSearch, isRequired: true },
    response: { status: 200, schema: automationExecutionPage },
    handler: ({ ctx, body }) => searchExecutions({ ctx, input: body }),
  }),
});
