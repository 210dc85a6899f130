import { z } from "zod";
import type { FlowDocument } from "@/components/automation/flow-document";
import { readMappingRow } from "@/components/automation/mapping-rows";
import { describeValuesFault } from "@/components/webhook/filter/describe-values-fault";
import { valuesOf } from "@/components/webhook/filter/filter-form-values";
import { type ActionCondition, comparedAs } from "@/domain/automation/action-condition";
import { flowInput } from "@/domain/automation/flow";
import type { FlowAction } from "@/domain/automation/flow-action";
import { findUnreadable } from "@/domain/filter/compare-values";
import { trimPasted } from "@/domain/trim-pasted";
import { wordsForIssue } from "@/domain/words-for-issue";

interface Fault {
  path: (string | number)[];
  message: string;
}

/**
 * Returns the schema that makes the API's input from what the form holds: by the rules of the API, and by those that only a form has, since
 * what nobody chose yet is no automation. `before` is what the form began with; null for a new one.
 */
export function automationForm(before: FlowDocument | null) {
  return z.custom<FlowDocument>().transform((values, check): FlowDocument => {
    const flow: FlowDocument = { ...values, flow_name: trimPasted(values.flow_name) };
    const own = findOwnFaults(flow, before);
    const isTold = (path: readonly PropertyKey[]) => own.some((fault) => fault.path.every((key, index) => key === path[index]));
    for (const { path, message } of own) check.addIssue({ code: "custom", path, message });
    for (const { path, message } of flowInput.safeParse(flow, { error: wordsForIssue }).error?.issues ?? []) {
      if (!isTold(path)) check.addIssue({ code: "custom", path: [...path], message });
    }
    return flow;
  });
}

function findOwnFaults(flow: FlowDocument, before: FlowDocument | null): Fault[] {
  const faults: Fault[] = [];
  const refuse = (path: Fault["path"], message: string) => faults.push({ path, message });
  if (flow.flow_name === "") refuse(["flow_name"], "Give a name.");
  // What came by the API without a trigger or an action can be saved as it was.
  if (flow.triggers.length === 0 && before?.triggers.length !== 0) refuse(["triggers"], "Add what starts it.");
  if (flow.actions.length === 0 && before?.actions.length !== 0) refuse(["actions"], "Add at least one action.");
  for (const [index, trigger] of flow.triggers.entries()) {
    if (trigger.type !== "event_catalog") continue;
    const at = ["triggers", index, "configuration"];
    if (trigger.configuration.event_name === "") refuse([...at, "event_name"], "Choose an event.");
    if (trigger.configuration.entity_schema === "") refuse([...at, "entity_schema"], "Choose what the record is.");
  }
  for (const [index, { source }] of flow.trigger_conditions.entries()) {
    if (source === "") refuse(["trigger_conditions", index, "source"], "Choose an attribute.");
  }
  for (const [index, condition] of flow.conditions.entries()) {
    for (const { path, message } of findConditionFaults(condition)) refuse(["conditions", index, ...path], message);
  }
  for (const [index, schedule] of flow.schedules.entries()) {
    const isUsed = [...flow.actions, ...flow.conditions].some(({ schedule_id: id }) => id === schedule.id);
    if (!isUsed) continue;
    if (schedule.numberOfUnits === undefined) refuse(["schedules", index, "numberOfUnits"], "Give a number.");
    if (schedule.source.attribute === "") refuse(["schedules", index, "source", "attribute"], "Choose a date.");
  }
  for (const [index, action] of flow.actions.entries()) {
    for (const { path, message } of findActionFaults(action)) refuse(["actions", index, ...path], message);
  }
  return faults;
}

function findConditionFaults({ statements }: ActionCondition): Fault[] {
  if (statements.length === 0) return [{ path: [], message: "Add a statement, or remove the condition." }];
  return statements.flatMap(({ source, operation, values = [] }, index): Fault[] => {
    if (operation === "entity_exists" || operation === "entity_does_not_exist") return [];
    if (!source.attribute) return [{ path: ["statements", index, "source", "attribute"], message: "Choose an attribute." }];
    const type = comparedAs(source.attributeType ?? "string");
    const isRead = valuesOf(operation) === "none" || (values.length > 0 && findUnreadable(values, type) === null);
    if (isRead) return [];
    return [{ path: ["statements", index, "values"], message: describeValuesFault({ operation, values: [...values], field_type: type }) }];
  });
}

function findActionFaults(action: FlowAction): Fault[] {
  switch (action.type) {
    case "trigger-webhook":
      return action.config.target_webhook_id === "" ? [{ path: ["config", "target_webhook_id"], message: "Choose a webhook." }] : [];
    case "trigger-event":
      return action.config.event_name === "" ? [{ path: ["config", "event_name"], message: "Choose an event." }] : [];
    case "map-entity": {
      const { target_schema: schema, mapping_attributes: mappings } = action.config;
      return [
        ...(schema === "" ? [{ path: ["config", "target_schema"], message: "Choose what the record is." }] : []),
        ...mappings.flatMap((mapping, index): Fault[] => {
          const row = readMappingRow(mapping);
          const at = ["config", "mapping_attributes", index];
          return [
            ...(row?.target === "" ? [{ path: [...at, "target"], message: "Choose an attribute." }] : []),
            ...(row && row.how !== "set" && row.source === ""
              ? [{ path: [...at, "operation"], message: "Choose where it is copied from." }]
              : []),
          ];
        }),
      ];
    }
  }
}
