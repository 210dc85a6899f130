import { z } from "zod";
import { actionCondition } from "@/domain/automation/action-condition";
import { actionSchedule } from "@/domain/automation/action-schedule";
import type { ExecutionStatus } from "@/domain/automation/execution-status";
import { flowAction } from "@/domain/automation/flow-action";
import { flowTrigger } from "@/domain/automation/flow-trigger";
import { maxExecutions } from "@/domain/automation/max-executions";
import { triggerCondition } from "@/domain/automation/trigger-condition";
import { storableText } from "@/domain/storable-text";
import { storableJson } from "@/domain/storage-fault";

const text = storableText({ min: 1, max: 255 });

/** Fields that Postern sets. In a body they are ignored, so that what was read can be sent back. */
const readOnly = z.unknown().optional();

/** The parts of a flow that its owner decides. */
const decided = {
  flow_name: storableText({ min: 1, max: 500 }),
  enabled: z.boolean().default(true),
  triggers: z.array(flowTrigger).max(50),
  trigger_conditions: z.array(triggerCondition).max(50).default([]),
  entity_schema: text.nullish(),
  conditions: z.array(actionCondition).max(100).default([]),
  schedules: z.array(actionSchedule).max(100).default([]),
  actions: z.array(flowAction).max(100),
  max_executions: maxExecutions.nullish(),
  system_flow: z.boolean().optional(),
  version: z.number().optional(),
  _manifest: z.array(z.guid("Give a UUID.")).nullish(),
  protected: z.boolean().optional(),
};

/** The body that makes or replaces a flow. Much in it is kept as it is, so what cannot be stored is refused before all else. */
export const flowInput = storableJson(
  z
    .strictObject({
      ...decided,
      loops: z.array(z.unknown()).max(0, "There are no loops here: leave this out.").nullish(),
      id: readOnly,
      org_id: readOnly,
      runs: readOnly,
      disable_details: readOnly,
      created_at: readOnly,
      updated_at: readOnly,
      created_by: readOnly,
      last_updated_by: readOnly,
    })
    .superRefine((flow, check) => {
      for (const { path, message } of findReferenceFaults(flow)) check.addIssue({ code: "custom", path, message });
    }),
);
export type FlowInput = z.output<typeof flowInput>;

/** A flow as it is stored: what its owner decided, with an id for each trigger and action. */
export type FlowDefinition = Omit<z.output<z.ZodObject<typeof decided>>, "enabled">;

/** Returns the parts of a body that are stored. Triggers and actions without an id get one. */
export function toDefinition(input: FlowInput): FlowDefinition {
  const { enabled: _enabled, loops: _loops, id: _id, org_id: _org, runs: _runs, disable_details: _details, ...rest } = input;
  const { created_at: _createdAt, updated_at: _updatedAt, created_by: _createdBy, last_updated_by: _updatedBy, ...definition } = rest;
  return {
    ...definition,
    triggers: definition.triggers.map((trigger) => ({ ...trigger, id: trigger.id ?? crypto.randomUUID() })),
    actions: definition.actions.map((action) => {
      const id = action.id ?? crypto.randomUUID();
      return { ...action, id, flow_action_id: id };
    }),
  };
}

interface ReferenceFault {
  path: (string | number)[];
  message: string;
}

/** Returns the references of a flow that lead nowhere, and ids that stand there twice. */
function findReferenceFaults(flow: Pick<FlowInput, "triggers" | "conditions" | "schedules" | "actions">): ReferenceFault[] {
  const conditions = new Set(flow.conditions.map(({ id }) => id));
  const schedules = new Set(flow.schedules.map(({ id }) => id));
  const faults: ReferenceFault[] = [
    ...findRepeated(flow.triggers, "triggers"),
    ...findRepeated(flow.conditions, "conditions"),
    ...findRepeated(flow.schedules, "schedules"),
    ...findRepeated(flow.actions, "actions"),
  ];
  const refer = (path: (string | number)[], id: string | null | undefined, known: ReadonlySet<string>, what: string) => {
    if (id && !known.has(id)) faults.push({ path, message: `There is no ${what} with the id ${id} in this flow.` });
  };
  for (const [index, condition] of flow.conditions.entries()) {
    refer(["conditions", index, "schedule_id"], condition.schedule_id, schedules, "schedule");
  }
  for (const [index, action] of flow.actions.entries()) {
    refer(["actions", index, "condition_id"], action.condition_id, conditions, "condition");
    refer(["actions", index, "schedule_id"], action.schedule_id, schedules, "schedule");
  }
  return faults;
}

function findRepeated(items: readonly { id?: string | undefined }[], list: string): ReferenceFault[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, index) => {
    if (id === undefined) return [];
    const isRepeated = seen.has(id);
    seen.add(id);
    return isRepeated ? [{ path: [list, index, "id"], message: "Another one has this id already." }] : [];
  });
}

/** The time since which a flow is disabled, and who or what did it. */
export const disableDetails = z.object({
  disabled_at: z.iso.datetime(),
  disabled_by: z.enum(["system", "user"]),
  blame: z.string().optional(),
});
export type DisableDetails = z.output<typeof disableDetails>;

/** A flow as the API shows it. */
export const automationFlow = z.looseObject({
  id: z.string(),
  org_id: z.string(),
  flow_name: z.string(),
  enabled: z.boolean(),
  triggers: z.array(z.looseObject({ id: z.string(), type: z.string() })),
  actions: z.array(z.looseObject({ id: z.string(), type: z.string() })),
  /** The number of executions that are kept. */
  runs: z.int(),
  disable_details: disableDetails.optional(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  created_by: z.string(),
  last_updated_by: z.string(),
});
export type AutomationFlow = z.output<typeof automationFlow>;

export const automationFlowList = z.object({ total: z.int(), results: z.array(automationFlow) });
export type AutomationFlowList = z.output<typeof automationFlowList>;

export const flowReference = z.strictObject({ flow_id: text });
export type FlowReference = z.output<typeof flowReference>;

export const flowSwitch = flowReference.extend({ enabled: z.boolean() });
export type FlowSwitch = z.output<typeof flowSwitch>;

/** The recent executions of an automation, as a list shows them. */
export interface FlowActivity {
  /** The number of executions that began in the last 24 hours. */
  lastDay: number;
  last: { executionId: string; status: ExecutionStatus; at: string };
}
