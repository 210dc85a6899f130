import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { automationExecution, executionReference } from "@/domain/automation/execution";
import { cancelExecution } from "@/server/automation/cancel-execution";
import { getExecution } from "@/server/automation/get-execution";

const declared = { auth: "token", params: executionReference, response: { status: 200, schema: automationExecution } } as const;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    ...declared,
    scope: "read",
    operationId: "getExecution",
    summary: "Get an execution",
    handler: ({ ctx, params }) => getExecution({ ctx, input: params }),
  }),
  DELETE: defineRoute({
    ...declared,
    scope: "write",
    operationId: "cancelExecution",
    summary: "Cancel an execution; what it has not done is not done any more",
    handler: ({ ctx, params }) => cancelExecution({ ctx, input: params }),
  }),
});
