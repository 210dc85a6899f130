import type { ActionCondition } from "@/domain/automation/action-condition";
import type { FlowAction } from "@/domain/automation/flow-action";
import type { FlowTrigger } from "@/domain/automation/flow-trigger";
import { isJsonObject } from "@/domain/json/json-object";

/** The settings that the form has fields for, by the part that has them. */
const TRIGGER_FIELDS: Readonly<Record<FlowTrigger["type"], readonly string[]>> = {
  entity_operation: ["schema", "operations", "filter_config"],
  entity_manual: ["schema"],
  activity: ["schema", "types"],
  event_catalog: ["event_name", "event_version", "entity_node_id", "entity_schema", "ignore_automation_triggered"],
};
const ACTION_FIELDS: Readonly<Record<FlowAction["type"], readonly string[]>> = {
  "trigger-webhook": ["target_webhook_id", "sync", "event_id"],
  "map-entity": ["target_schema", "target_unique", "mapping_attributes"],
  "trigger-event": ["event_name", "event_inputs"],
};

/** Returns the names of a trigger's settings that the form has no field for. */
export function otherTriggerSettings(trigger: FlowTrigger): string[] {
  const filter = trigger.type === "entity_operation" ? trigger.configuration.filter_config : null;
  return [
    ...others(trigger, "", ["id", "type", "configuration"]),
    ...others(trigger.configuration, "", TRIGGER_FIELDS[trigger.type]),
    ...others(filter, "filter_config.", ["operation"]),
    ...others(filter?.operation, "filter_config.operation.", ["payload", "diff"]),
  ];
}

/** Returns the names of an action's settings that the form has no field for. */
export function otherActionSettings(action: FlowAction): string[] {
  const common = ["id", "flow_action_id", "type", "name", "config", "allow_failure", "condition_id", "schedule_id"];
  return [...others(action, "", common), ...others(action.config, "", ACTION_FIELDS[action.type])];
}

/** Returns the names of a condition's settings that the form has no field for. */
export function otherConditionSettings(condition: ActionCondition): string[] {
  return others(condition, "", ["id", "statements"]);
}

function others(part: unknown, prefix: string, known: readonly string[]): string[] {
  if (!isJsonObject(part)) return [];
  return Object.entries(part)
    .filter(([key, value]) => !known.includes(key) && !isNothing(value))
    .map(([key]) => `${prefix}${key}`);
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0);
}
