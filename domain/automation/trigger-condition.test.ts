import { describe, expect, it } from "vitest";
import { meetsTriggerCondition, triggerCondition } from "@/domain/automation/trigger-condition";

const entity = { status: "won", amount: 19.9, tags: ["a", "b"], note: "", none: null, address: [{ city: "Bonn" }] };
const meets = (given: object) => meetsTriggerCondition(triggerCondition.parse(given), entity);

describe("meetsTriggerCondition", () => {
  it.each([
    { source: "status", comparison: "equals", value: "won" },
    { source: "amount", comparison: "equals", value: 19.9 },
    { source: "amount", comparison: "equals", value: "19.9" },
    { source: "status", comparison: "any_of", value: ["lost", "won"] },
    { source: "tags", comparison: "any_of", value: ["b"] },
    { source: "address.city", comparison: "equals", value: "Bonn" },
    { source: "tags", comparison: "not_empty" },
    { source: "note", comparison: "is_empty" },
    { source: "none", comparison: "is_empty" },
    { source: "unknown", comparison: "is_empty" },
  ])("holds: %j", (condition) => expect(meets(condition)).toBe(true));

  it.each([
    { source: "status", comparison: "equals", value: "open" },
    { source: "unknown", comparison: "equals", value: "" },
    { source: "status", comparison: "any_of", value: [] },
    { source: "note", comparison: "not_empty" },
    { source: "status", comparison: "is_empty" },
  ])("does not hold: %j", (condition) => expect(meets(condition)).toBe(false));

  it("needs a value to compare with", () => {
    expect(triggerCondition.safeParse({ source: "status", comparison: "equals" }).success).toBe(false);
  });
});
