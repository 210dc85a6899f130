import type { FlowDocument } from "@/components/automation/flow-document";
import { newPartId } from "@/components/automation/flow-document";
import { NEW_STATEMENT } from "@/components/automation/new-statement";
import type { ActionSchedule } from "@/domain/automation/action-schedule";
import type { FlowAction } from "@/domain/automation/flow-action";
import type { FlowTrigger } from "@/domain/automation/flow-trigger";

/** The time that an action waits for, without the id that other parts name it by. */
export type ScheduleSettings = Pick<ActionSchedule, "source" | "numberOfUnits" | "timePeriod" | "timeRelation">;

/** The parts of an automation that a change of the form gives anew. */
export type FlowChange = Partial<FlowDocument>;

export function newTrigger(type: FlowTrigger["type"], schema: string | undefined): FlowTrigger {
  const id = newPartId();
  switch (type) {
    case "entity_operation":
      return { id, type, configuration: { schema, operations: ["updateEntity"] } };
    case "entity_manual":
      return { id, type, configuration: { schema } };
    case "activity":
      return { id, type, configuration: { schema } };
    case "event_catalog": {
      const node = { event_version: "1.0", entity_node_id: "entity" };
      return { id, type, configuration: { event_name: "", ...node, entity_schema: schema ?? "", ignore_automation_triggered: true } };
    }
  }
}

/** Returns a new action. It has the condition that all actions have so far, since an "if" is mostly meant for what follows it too. */
export function newAction(type: FlowAction["type"], flow: FlowDocument): FlowAction {
  const common = commonCondition(flow);
  const base = { id: newPartId(), ...(common !== undefined && { condition_id: common }) };
  switch (type) {
    case "trigger-webhook":
      return { ...base, type, config: { target_webhook_id: "", sync: false } };
    case "map-entity":
      return { ...base, type, config: { target_schema: "", mapping_attributes: [] } };
    case "trigger-event":
      return { ...base, type, config: { event_name: "" } };
  }
}

function commonCondition({ conditions, actions }: FlowDocument): string | undefined {
  const [only, ...more] = conditions;
  const isCommon = only !== undefined && more.length === 0 && actions.every(({ condition_id: id }) => id === only.id);
  return isCommon ? only.id : undefined;
}

/** Adds a condition on actions. The first one is for all actions, until somebody says otherwise. */
export function addCondition({ conditions, actions }: FlowDocument): FlowChange {
  const id = freeId("condition", conditions);
  const isFirst = conditions.length === 0;
  return {
    conditions: [...conditions, { id, statements: [NEW_STATEMENT] }],
    ...(isFirst && { actions: actions.map((action) => ({ ...action, condition_id: id })) }),
  };
}

/** Removes a condition. The actions that had it are done always, and a schedule that nothing else waits for goes too. */
export function removeCondition(flow: FlowDocument, id: string): FlowChange {
  const conditions = flow.conditions.filter((condition) => condition.id !== id);
  const actions = flow.actions.map((action) => (action.condition_id === id ? { ...action, condition_id: undefined } : action));
  return { conditions, actions, schedules: usedSchedules({ ...flow, conditions, actions }, flow) };
}

export function removeAction(flow: FlowDocument, index: number): FlowChange {
  const actions = flow.actions.filter((_, place) => place !== index);
  return { actions, schedules: usedSchedules({ ...flow, actions }, flow) };
}

/** Sets what an action waits for; null for nothing. A schedule that others wait for too changes for all of them. */
export function setSchedule(flow: FlowDocument, index: number, schedule: ScheduleSettings | null): FlowChange {
  const action = flow.actions[index];
  if (!action) return {};
  if (schedule === null) {
    const actions = flow.actions.with(index, { ...action, schedule_id: undefined });
    return { actions, schedules: usedSchedules({ ...flow, actions }, flow) };
  }
  const place = flow.schedules.findIndex(({ id }) => id === action.schedule_id);
  const before = flow.schedules[place];
  if (before) return { schedules: flow.schedules.with(place, { ...schedule, id: before.id }) };
  const id = freeId("schedule", flow.schedules);
  return {
    schedules: [...flow.schedules, { ...schedule, id }],
    actions: flow.actions.with(index, { ...action, schedule_id: id }),
  };
}

/** Returns the schedules without those that only `before` waited for. Ones that nothing waited for stay as they came. */
function usedSchedules(after: FlowDocument, before: FlowDocument): ActionSchedule[] {
  const [used, wasUsed] = [after, before].map(
    ({ actions, conditions }) => new Set([...actions, ...conditions].map(({ schedule_id: id }) => id)),
  );
  return after.schedules.filter(({ id }) => used?.has(id) || !wasUsed?.has(id));
}

/** Returns an id such as `condition-2` that none of these has. */
function freeId(word: string, taken: readonly { id: string }[]): string {
  for (let number = taken.length + 1; ; number += 1) {
    const id = `${word}-${number}`;
    if (!taken.some((one) => one.id === id)) return id;
  }
}
