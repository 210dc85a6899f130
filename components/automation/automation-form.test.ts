import { expect, it } from "vitest";
import { automationForm } from "@/components/automation/automation-form-schema";
import { addCondition, newAction, newTrigger, removeAction, removeCondition, setSchedule } from "@/components/automation/change-flow";
import { copyOf, EMPTY_FLOW, type FlowDocument, toDocument } from "@/components/automation/flow-document";
import { otherActionSettings, otherTriggerSettings } from "@/components/automation/other-settings";
import { errorAt, otherErrors } from "@/components/automation/part-errors";
import { automationFlow, flowInput, toDefinition } from "@/domain/automation/flow";

/** A flow as the API answers it, with parts that the form has no field for. */
const STORED = automationFlow.parse({
  ...{ id: "f1", org_id: "o1", runs: 3, created_at: "2026-01-01T00:00:00.000Z", updated_at: "2026-01-01T00:00:00.000Z" },
  ...{ created_by: "system", last_updated_by: "system", enabled: true, flow_name: "From a program", version: 2, protected: true },
  triggers: [
    {
      ...{ id: "5f3c1a52-6f8e-4f0e-9d57-0f8f5f1f0a01", type: "entity_operation", note: "ours" },
      configuration: {
        ...{ schema: "opportunity", operations: ["updateEntity"], include_activities: ["Won"], ecp_config: { file_config: {} } },
        filter_config: { operation: { payload: { amount: [{ numeric: [">", 10] }] } }, activity: { type: ["Won"] } },
      },
    },
  ],
  trigger_conditions: [{ source: "status", comparison: "equals", value: "won", extra: 1 }],
  conditions: [
    {
      id: "c",
      statements: [{ source: { id: "a2", origin: "action", originType: "entity", attribute: "name" }, operation: "is_not_empty" }],
      schedule_id: "s",
    },
  ],
  schedules: [{ id: "s", source: { id: "a1", origin: "action" }, numberOfUnits: 1, timePeriod: "hours" }],
  actions: [
    { id: "a1", flow_action_id: "a1", type: "trigger-webhook", config: { target_webhook_id: "w", sync: true, entity_sources: ["x"] } },
    {
      ...{ id: "a2", flow_action_id: "a2", type: "map-entity", condition_id: "c" },
      config: { target_schema: "contact", mapping_attributes: [{ target: "name", operation: { a: { _copy: "x" } } }] },
    },
  ],
});

const judge = (flow: FlowDocument, before: FlowDocument | null = null) => {
  const read = automationForm(before).safeParse(flow);
  return read.success ? read.data : read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
};

it("saves an automation that nobody changes as it was, with all that the form has no field for", () => {
  const document = toDocument(STORED);
  const saved = judge(document, document);
  expect(saved).toEqual(document);
  const { enabled, ...definition } = document;
  expect(toDefinition(flowInput.parse(saved))).toEqual(definition);
  expect(enabled).toBe(true);
});

it("names the settings that it has no field for", () => {
  const { triggers, actions } = toDocument(STORED);
  expect(triggers.flatMap(otherTriggerSettings)).toEqual(["note", "include_activities", "ecp_config", "filter_config.activity"]);
  expect(actions.flatMap(otherActionSettings)).toEqual(["entity_sources"]);
});

it("says of each part what is missing, in words of the form, once", () => {
  expect(judge(EMPTY_FLOW)).toEqual(["flow_name: Give a name.", "triggers: Add what starts it.", "actions: Add at least one action."]);
  const flow: FlowDocument = {
    ...EMPTY_FLOW,
    flow_name: " Tell the shop ",
    triggers: [newTrigger("event_catalog", undefined)],
    trigger_conditions: [{ source: "", comparison: "equals" }],
    actions: (["trigger-webhook", "map-entity", "trigger-event"] as const).map((type) => newAction(type, EMPTY_FLOW)),
  };
  const more = { ...flow, ...addCondition(flow) };
  expect(judge({ ...more, ...setSchedule(more, 0, { source: { id: "x", origin: "trigger", attribute: "" } }) })).toEqual([
    "triggers.0.configuration.event_name: Choose an event.",
    "triggers.0.configuration.entity_schema: Choose what the record is.",
    "trigger_conditions.0.source: Choose an attribute.",
    "conditions.0.statements.0.source.attribute: Choose an attribute.",
    "schedules.0.numberOfUnits: Give a number.",
    "schedules.0.source.attribute: Choose a date.",
    "actions.0.config.target_webhook_id: Choose a webhook.",
    "actions.1.config.target_schema: Choose what the record is.",
    "actions.2.config.event_name: Choose an event.",
    "trigger_conditions.0.value: Give the value to compare with.",
  ]);
});

it("gives the first condition to all actions and to those that follow, and takes it from them when it goes", () => {
  const one = { ...EMPTY_FLOW, actions: [newAction("trigger-webhook", EMPTY_FLOW)] };
  const conditional = { ...one, ...addCondition(one) };
  expect(conditional.actions.map(({ condition_id: id }) => id)).toEqual(["condition-1"]);
  expect(newAction("trigger-event", conditional).condition_id).toBe("condition-1");
  const two = { ...conditional, ...addCondition(conditional) };
  expect(two.conditions.map(({ id }) => id)).toEqual(["condition-1", "condition-2"]);
  expect(two.actions.map(({ condition_id: id }) => id)).toEqual(["condition-1"]);
  expect(removeCondition(two, "condition-1")).toMatchObject({
    conditions: [{ id: "condition-2" }],
    actions: [{ condition_id: undefined }],
  });
});

it("drops a schedule with the last part that waits for it, and no other", () => {
  const document = toDocument(STORED);
  expect(removeAction(document, 0).schedules).toHaveLength(1);
  expect(removeCondition(document, "c").schedules).toEqual([]);
  const waiting = { ...document, ...setSchedule(document, 0, { source: { id: "automation", origin: "automation" }, numberOfUnits: 2 }) };
  expect(waiting.actions[0]?.schedule_id).toBe("schedule-2");
  expect(setSchedule(waiting, 0, null).schedules).toEqual(document.schedules);
});

it("copies an automation with ids of its own, to which all references lead, disabled and not protected", () => {
  const copy = copyOf(toDocument(STORED));
  const [first, second] = copy.actions.map(({ id }) => id);
  expect(copy).toMatchObject({ flow_name: "From a program (copy)", enabled: false });
  expect(copy).not.toHaveProperty("protected");
  expect([first, second]).not.toEqual(["a1", "a2"]);
  expect(copy.conditions[0]?.statements[0]?.source.id).toBe(second);
  expect(copy.schedules[0]?.source.id).toBe(first);
  expect(flowInput.safeParse(copy).success).toBe(true);
});

it("finds the fault of a place, and lists those that no place shows", () => {
  const errors = {
    config: { target_webhook_id: { message: "Choose a webhook.", ref: { message: "no" } } },
    id: { message: "Another has it." },
  };
  expect(errorAt(errors, "config.target_webhook_id")).toBe("Choose a webhook.");
  expect(errorAt(errors, "config")).toBe("Choose a webhook.");
  expect(errorAt(errors, "config.sync")).toBeUndefined();
  expect(otherErrors(errors, ["config.target_webhook_id"])).toEqual(["id: Another has it."]);
  expect(errorAt({ root: { message: "Add one." } }, "")).toBe("Add one.");
});
