import { type AutomationFlow, type DisableDetails, disableDetails, type FlowDefinition } from "@/domain/automation/flow";
import type { AutomationFlow as FlowRow, Prisma } from "@/prisma/generated/client";

/** Returns a stored flow's definition. */
export function readDefinition({ definition }: Pick<FlowRow, "definition">): FlowDefinition {
  return definition as unknown as FlowDefinition;
}

/** Returns a definition as it is stored. It was parsed, so it is JSON. */
export function writeDefinition(definition: FlowDefinition): Prisma.InputJsonObject {
  return definition as unknown as Prisma.InputJsonObject;
}

/** Returns a flow as the API shows it. `runs` is the number of its executions that are kept. */
export function serializeFlow({ flow, runs }: { flow: FlowRow; runs: number }): AutomationFlow {
  const { flow_name, triggers, actions, ...definition } = readDefinition(flow);
  const details = readDisableDetails(flow);
  return {
    id: flow.id,
    org_id: flow.organizationId,
    flow_name,
    enabled: flow.enabled,
    ...(details && { disable_details: details }),
    triggers: triggers.map((trigger) => ({ ...trigger, id: String(trigger.id) })),
    ...definition,
    actions: actions.map((action) => ({ ...action, id: String(action.id) })),
    runs,
    created_at: flow.createdAt.toISOString(),
    updated_at: flow.updatedAt.toISOString(),
    created_by: flow.createdBy,
    last_updated_by: flow.updatedBy,
  };
}

export function readDisableDetails({ disableDetails: stored }: Pick<FlowRow, "disableDetails">): DisableDetails | null {
  return stored === null ? null : disableDetails.parse(stored);
}
