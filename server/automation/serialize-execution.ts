import { currentAction } from "@/domain/automation/change-progress";
import type { AutomationExecution } from "@/domain/automation/execution";
import type { Execution } from "@/server/automation/execution-row";

/** Returns an execution as the API shows it. */
export function serializeExecution(execution: Execution): AutomationExecution {
  const { id, organizationId, flowId, flowName, entityId, activityId, status, entitySnapshot, triggerEvent, createdAt, updatedAt } =
    execution;
  const current = currentAction(execution);
  return {
    id,
    org_id: organizationId,
    flow_id: flowId,
    flow_name: flowName,
    entity_id: entityId,
    ...(activityId !== null && { activity_id: activityId }),
    status,
    execution_status: status,
    // An entity without a title has null, and the definition of executions wants a text.
    ...(entitySnapshot && { entity_snapshot: { ...entitySnapshot, _title: entitySnapshot["_title"] ?? "" } }),
    trigger_event: { type: "manual", ...triggerEvent },
    ...(current && { current_action_id: current.id }),
    conditions: execution.conditions,
    schedules: execution.schedules,
    actions: execution.actions,
    chain: [...execution.chain],
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}
