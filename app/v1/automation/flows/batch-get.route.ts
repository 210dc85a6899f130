import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { automationFlowList } from "@/domain/automation/flow";
import { flowBatch } from "@/domain/automation/flow-search";
import { batchGetFlows } from "@/server/automation-flow/batch-get-flows";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "batchGetFlows",
    summary: "Get several automations by their ids; those that are not there are left out",
    auth: "token",
    scope: "read",
    body: { schema: flowBatch, isRequired: true },
    response: { status: 200, schema: automationFlowList },
    handler: ({ ctx, body }) => batchGetFlows({ ctx, input: body }),
  }),
});
