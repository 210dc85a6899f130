import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { actionReference, retryInput } from "@/domain/automation/execution";
import { retriggerAction } from "@/server/automation/retrigger-action";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  POST: defineRoute({
    operationId: "retriggerAction",
    summary: "Do an action of an execution again; by default the execution then goes on behind it",
    auth: "token",
    scope: "write",
    isIdempotent: true,
    params: actionReference,
    body: { schema: retryInput, isRequired: false },
    response: { status: 200 },
    handler: ({ ctx, params, body }) => retriggerAction({ ctx, input: { ...params, retry: body } }),
  }),
});
