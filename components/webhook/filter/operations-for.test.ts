import { describe, expect, it } from "vitest";
import { operationAfter, operationsFor } from "@/components/webhook/filter/operations-for";
import type { EventField } from "@/domain/event/event-fields";
import { FIELD_TYPES, FILTER_OPERATIONS } from "@/domain/filter/filter-condition";

const one: EventField = { path: "entity.total", type: "number", isList: false, isOfObjects: false, isOfItems: false, values: [] };
const lines: EventField = { ...one, path: "entity.lines", type: "string", isList: true, isOfObjects: true };

describe("operationsFor", () => {
  it("offers what fits the type first, and counts where there may be several", () => {
    expect(operationsFor(one, "number", "equals").slice(0, 3)).toEqual(["equals", "not_equals", "greater_than"]);
    expect(operationsFor({ ...one, type: "date" }, "date", "equals")[0]).toBe("greater_than");
    expect(operationsFor({ ...one, type: "boolean" }, "boolean", "equals")).toEqual(["equals", "not_equals", "is_empty", "is_not_empty"]);
    expect(operationsFor(one, "number", "equals")).not.toContain("length_equals");
    expect(operationsFor({ ...one, isOfItems: true }, "number", "equals")).toContain("length_equals");
  });

  it("offers to count a list of objects, whose values cannot be compared", () => {
    expect(operationsFor(lines, "string", "length_equals")[0]).toBe("length_greater_than_or_equals");
    expect(operationsFor(lines, "string", "length_equals")).not.toContain("contains");
  });

  it("keeps the chosen one, and each of them once", () => {
    expect(operationsFor(lines, "string", "starts_with").at(-1)).toBe("starts_with");
    for (const type of FIELD_TYPES) {
      const offered = operationsFor(undefined, type, "equals");
      expect(new Set(offered).size).toBe(offered.length);
    }
    expect([...operationsFor(undefined, "string", "equals")].sort()).toEqual([...FILTER_OPERATIONS].sort());
  });
});

describe("operationAfter", () => {
  it("goes on with the operation unless it could never hold for the field", () => {
    expect(operationAfter(one, "not_equals")).toBe("not_equals");
    expect(operationAfter(lines, "equals")).toBe("length_greater_than_or_equals");
  });
});
