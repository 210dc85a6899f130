import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { automationFlow, flowInput, flowReference } from "@/domain/automation/flow";
import { deleteFlow } from "@/server/automation-flow/delete-flow";
import { getFlow } from "@/server/automation-flow/get-flow";
import { putFlow } from "@/server/automation-flow/put-flow";

const declared = { auth: "token", params: flowReference } as const;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    ...declared,
    scope: "read",
    operationId: "getFlow",
    summary: "Get an automation",
    response: { status: 200, schema: automationFlow },
    handler: ({ ctx, params }) => getFlow({ ctx, input: params }),
  }),
  PUT: defineRoute({
    ...declared,
    scope: "write",
    operationId: "putFlow",
    summary: "Replace an automation; executions under way go on as they were begun",
    body: { schema: flowInput, isRequired: true },
    response: { status: 200, schema: automationFlow },
    handler: ({ ctx, params, body }) => putFlow({ ctx, input: { ...params, flow: body } }),
  }),
  DELETE: defineRoute({
    ...declared,
    scope: "write",
    operationId: "deleteFlow",
    summary: "Delete an automation; its executions stay readable",
    response: { status: 200 },
    handler: ({ ctx, params }) => deleteFlow({ ctx, input: params }),
  }),
});
