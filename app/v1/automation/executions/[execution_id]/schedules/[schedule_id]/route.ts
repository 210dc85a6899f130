import { defineMethods } from "@/app/_http/define-methods";
import { defineRoute } from "@/app/_http/define-route";
import { executionSchedule, scheduleReference } from "@/domain/automation/execution";
import { cancelSchedule } from "@/server/automation/cancel-schedule";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineMethods({
  DELETE: defineRoute({
    operationId: "cancelSchedule",
    summary: "Cancel a schedule of an execution; the actions that wait for it are cancelled",
    auth: "token",
    scope: "write",
    params: scheduleReference,
    response: { status: 200, schema: executionSchedule },
    handler: ({ ctx, params }) => cancelSchedule({ ctx, input: params }),
  }),
});
