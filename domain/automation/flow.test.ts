import { describe, expect, it } from "vitest";
import { flowInput, toDefinition } from "@/domain/automation/flow";
import { parseInput } from "@/domain/parse-input";

const webhookAction = { type: "trigger-webhook", config: { target_webhook_id: "abc" } };
const trigger = { type: "entity_operation", configuration: { schema: "opportunity", operations: ["updateEntity"] } };
const flow = { flow_name: "Entity update: Opportunity", triggers: [trigger], actions: [webhookAction] };

/** Returns the paths of the faults of a flow that differs from the good one. */
function faultsOf(change: object): string[] {
  try {
    parseInput(flowInput, { ...flow, ...change });
    return [];
  } catch (error) {
    return (error as { faults: { path: string }[] }).faults.map(({ path }) => path);
  }
}

describe("flowInput", () => {
  it("takes a flow, with what is not said as it is meant", () => {
    expect(parseInput(flowInput, flow)).toMatchObject({
      enabled: true,
      conditions: [],
      schedules: [],
      actions: [{ config: { sync: false } }],
    });
  });

  it("keeps what it does not know of a trigger and an action, and drops what belongs to an execution", () => {
    const action = { ...webhookAction, is_bulk_action: true, execution_status: "failed", outputs: {} };
    const ecp = { ...trigger, configuration: { ...trigger.configuration, ecp_config: { origin: "PORTAL" } } };
    const parsed = parseInput(flowInput, { ...flow, triggers: [ecp], actions: [action] });
    expect(parsed.triggers[0]?.configuration).toHaveProperty("ecp_config");
    expect(parsed.actions[0]).toHaveProperty("is_bulk_action", true);
    expect(parsed.actions[0]).not.toHaveProperty("execution_status");
  });

  it.each([
    [{ colour: "red" }, "colour"],
    [{ triggers: [{ type: "received_email", configuration: {} }] }, "triggers.0.type"],
    [{ triggers: [{ type: "entity_operation", configuration: { operations: ["touchEntity"] } }] }, "triggers.0.configuration.operations.0"],
    [{ actions: [{ type: "send-email", config: {} }] }, "actions.0.type"],
    [{ actions: [{ type: "trigger-webhook", config: {} }] }, "actions.0.config.target_webhook_id"],
    [{ actions: [{ ...webhookAction, loop_id: "l" }] }, "actions.0.loop_id"],
    [{ actions: [{ ...webhookAction, condition_id: "c" }] }, "actions.0.condition_id"],
    [{ actions: [{ ...webhookAction, schedule_id: "s" }] }, "actions.0.schedule_id"],
    [{ actions: [webhookAction, { ...webhookAction, id: "a" }, { ...webhookAction, id: "a" }] }, "actions.2.id"],
    [{ conditions: [{ id: "c", schedule_id: "s", statements: [] }] }, "conditions.0.schedule_id"],
    [{ schedules: [{ id: "s", source: { id: "t", origin: "action_task" } }] }, "schedules.0.source.origin"],
    [{ loops: [{ id: "l" }] }, "loops"],
    [{ max_executions: { count: 0 } }, "max_executions.count"],
  ])("refuses %j, naming the place", (change, path) => expect(faultsOf(change)).toEqual([path]));

  const onChange = (filter_config: object) => [{ ...trigger, configuration: { schema: "opportunity", filter_config } }];
  const map = (mapping: object) => ({ type: "map-entity", config: { target_schema: "contact", mapping_attributes: [mapping] } });
  it.each([
    [{ trigger_conditions: [{ source: "a", comparison: "equals", value: "x\0" }] }, "trigger_conditions.0.value"],
    [{ triggers: [{ ...trigger, note: "\ud83d" }] }, "triggers.0.note"],
    [
      { triggers: onChange({ operation: { payload: { status: ["\0"] } } }) },
      "triggers.0.configuration.filter_config.operation.payload.status.0",
    ],
    [{ actions: [map({ target: "a", operation: { _set: "\0" } })] }, "actions.0.config.mapping_attributes.0.operation._set"],
    [{ actions: [map({ target: "a", mode: "set_value", value: ["\ud83d"] })] }, "actions.0.config.mapping_attributes.0.value.0"],
    [{ actions: [{ type: "trigger-event", config: { event_name: "x", event_inputs: { a: "\0" } } }] }, "actions.0.config.event_inputs.a"],
    [{ created_by: "\0" }, "created_by"],
  ])("refuses %j, which the database cannot hold, naming the place", (change, path) => expect(faultsOf(change)).toEqual([path]));

  it("refuses what is nested too deeply wherever it stands, however deep it is", () => {
    const deep: unknown = JSON.parse(`${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`);
    const changes = [
      { triggers: onChange({ operation: { payload: deep } }) },
      { triggers: [{ type: deep }] },
      { actions: [map({ target: "a", operation: deep })] },
      { actions: [{ type: deep }] },
      { id: deep },
    ];
    for (const change of changes) expect(faultsOf(change)).toEqual([expect.stringMatching(/^(triggers|actions|id)\..*a$/)]);
  });

  it("names the place in a pattern that could never match", () => {
    const filter_config = { operation: { diff: { updated: { status: [{ like: "open" }] } } } };
    const paths = faultsOf({ triggers: [{ ...trigger, configuration: { schema: "opportunity", filter_config } }] });
    expect(paths).toEqual(["triggers.0.configuration.filter_config.operation.diff.updated.status.0"]);
  });
});

describe("toDefinition", () => {
  it("gives triggers and actions ids, and keeps those that they have", () => {
    const made = toDefinition(parseInput(flowInput, { ...flow, actions: [webhookAction, { ...webhookAction, id: "mine" }] }));
    expect(made.triggers[0]?.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(made.actions[0]?.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(made.actions[1]).toMatchObject({ id: "mine", flow_action_id: "mine" });
  });

  it("keeps no delivery of a run from which an action was copied", () => {
    const config = { target_webhook_id: "abc", event_id: "dlv_1", note: "kept" };
    const made = toDefinition(parseInput(flowInput, { ...flow, actions: [{ ...webhookAction, config }] }));
    expect(made.actions[0]?.config).toEqual({ target_webhook_id: "abc", sync: false, note: "kept" });
  });

  it("round-trips what was read, without what Postern sets", () => {
    const made = toDefinition(parseInput(flowInput, flow));
    const read = { ...made, id: "f", org_id: "o", runs: 3, enabled: true, created_at: "x", created_by: "y" };
    expect(toDefinition(parseInput(flowInput, read))).toEqual(made);
  });
});
