import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/(portal)/data/define-route";
import { executionReference } from "@/domain/automation/execution";
import { getNamedExecution } from "@/server/automation/get-named-execution";

/** One execution with its actions, and the names of what it is about. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  GET: defineRoute({
    operationId: "portal.getExecution",
    auth: "session",
    params: executionReference,
    handler: ({ ctx, params }) => getNamedExecution({ ctx, input: params }),
  }),
});
