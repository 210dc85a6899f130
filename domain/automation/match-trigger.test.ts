import { describe, expect, it } from "vitest";
import { flowTrigger } from "@/domain/automation/flow-trigger";
import { type ChangeForTriggers, matchesActivity, matchesChange } from "@/domain/automation/match-trigger";

const change: ChangeForTriggers = {
  schema: "order",
  operation: "updateEntity",
  activityType: "EntityUpdated",
  entity: { _schema: "order", status: "placed", note: "" },
  diff: { added: { note: "" }, updated: { status: "open_for_acceptance" }, deleted: {} },
};

function starts(configuration: object, changed: Partial<ChangeForTriggers> = {}): boolean {
  const trigger = flowTrigger.parse({ type: "entity_operation", configuration });
  return trigger.type === "entity_operation" && matchesChange(trigger, { ...change, ...changed });
}
const startsByFilter = (operation: object, activity?: object) => starts({ schema: "order", filter_config: { operation, activity } });

describe("matchesChange", () => {
  it("looks at schema and operation", () => {
    expect(starts({ schema: "order", operations: ["createEntity", "updateEntity"] })).toBe(true);
    expect(starts({ schema: "contact", operations: ["updateEntity"] })).toBe(false);
    expect(starts({ schema: "order", operations: ["createEntity"] })).toBe(false);
    expect(starts({ schema: "order", operations: ["updateEntity"] }, { operation: "relationsAdded" })).toBe(false);
  });

  it("looks at the activity", () => {
    expect(starts({ include_activities: ["EntityUpdated"] })).toBe(true);
    expect(starts({ include_activities: ["Other"] })).toBe(false);
    expect(starts({ exclude_activities: ["EntityUpdated"] })).toBe(false);
    expect(starts({ include_activities: [], exclude_activities: ["Other"] })).toBe(true);
    expect(startsByFilter({}, { type: [{ prefix: "Entity" }] })).toBe(true);
    expect(startsByFilter({}, { type: "EntityUpdatedFromPortal" })).toBe(false);
  });

  it("matches the previous value of what was updated, and the present entity", () => {
    const payload = { _schema: ["order"], status: ["placed"] };
    expect(startsByFilter({ operation: ["updateEntity"], payload, diff: { updated: { status: ["open_for_acceptance"] } } })).toBe(true);
    expect(startsByFilter({ payload, diff: { updated: { status: ["placed"] } } })).toBe(false);
    expect(startsByFilter({ operation: ["createEntity"], payload })).toBe(false);
  });

  it("finds an attribute that was altered in any way", () => {
    const altered = (name: string) => ({
      diff: { $or: ["added", "updated", "deleted"].map((part) => ({ [`${part}.${name}`]: [{ exists: true }] })) },
    });
    expect(startsByFilter(altered("note"))).toBe(true);
    expect(startsByFilter(altered("status"))).toBe(true);
    expect(startsByFilter(altered("price"))).toBe(false);
  });
});

describe("matchesActivity", () => {
  it("looks at the entity's schema and the activity's type", () => {
    const trigger = flowTrigger.parse({ type: "activity", configuration: { schema: "contact", types: ["Called"] } });
    if (trigger.type !== "activity") throw new Error("This is no activity trigger.");
    expect(matchesActivity(trigger, { schema: "contact", type: "Called" })).toBe(true);
    expect(matchesActivity(trigger, { schema: "contact", type: "Wrote" })).toBe(false);
    expect(matchesActivity(trigger, { schema: "order", type: "Called" })).toBe(false);
  });
});
