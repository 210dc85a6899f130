import { describe, expect, it } from "vitest";
import { isPosternError } from "@/domain/errors";
import { FILTER_OPERATIONS } from "@/domain/filter/filter-condition";
import { parseInput } from "@/domain/parse-input";
import { filterConditions, filterConditionsAnswer } from "@/domain/webhook/filter-conditions";

const parse = (input: unknown) => parseInput(filterConditions, input);

function faultsOf(input: unknown): Record<string, string> {
  try {
    parse(input);
    return {};
  } catch (error) {
    if (!isPosternError(error)) throw error;
    return Object.fromEntries(error.faults.map(({ path, message }) => [path, message]));
  }
}

const equals = { field: "entity.status", operation: "equals", values: ["won"] };

describe("filterConditions", () => {
  it("takes every operation of the contract, filling in what may be left out, and is an answer as it stands", () => {
    const kept = parse({ conditions: FILTER_OPERATIONS.slice(0, 10).map((operation) => ({ ...equals, operation })) });
    for (const operation of FILTER_OPERATIONS) parse({ conditions: [{ ...equals, operation, values: ["3"] }] });
    expect(kept.conditions[0]).toEqual({ ...equals, field_type: "string", is_array_field: false, repeatable_item_op: false });
    expect(kept.logical_operator).toBe("AND");
    expect(filterConditionsAnswer.parse(kept)).toEqual(kept);
    expect(parse(kept)).toEqual(kept);
  });

  it("takes a JSONata expression in the place of a comparison, and not beside one", () => {
    expect(parse({ conditions: [{ jsonata_expression: "entity.a > 1" }], logical_operator: "OR" })).toEqual({
      conditions: [{ jsonata_expression: "entity.a > 1" }],
      logical_operator: "OR",
    });
    expect(Object.keys(faultsOf({ conditions: [{ ...equals, jsonata_expression: "a" }] }))).toEqual([
      "conditions.0.field",
      "conditions.0.operation",
      "conditions.0.values",
    ]);
  });

  it.each([
    [{ conditions: Array.from({ length: 11 }, () => equals) }, "conditions"],
    [{ conditions: [equals, { ...equals, operation: "matches" }] }, "conditions.1.operation"],
    [{ conditions: [{ ...equals, values: [] }] }, "conditions.0.values"],
    [{ conditions: [{ ...equals, values: [1] }] }, "conditions.0.values.0"],
    [{ conditions: [{ ...equals, field: "" }] }, "conditions.0.field"],
    [{ conditions: [{ ...equals, operation: "length_equals", values: ["1.5"] }] }, "conditions.0.values"],
    [{ conditions: [{ ...equals, operation: "length_equals", values: ["1", "2"] }] }, "conditions.0.values"],
    [{ conditions: [{ ...equals, field_type: "number", values: ["1", "one"] }] }, "conditions.0.values"],
    [{ conditions: [{ ...equals, field_type: "number", values: ["1,5"] }] }, "conditions.0.values"],
    [{ conditions: [{ ...equals, field_type: "number", is_array_field: true, operation: "contains" }] }, "conditions.0.values"],
    [{ conditions: [{ ...equals, field_type: "boolean", values: ["perhaps"] }] }, "conditions.0.values"],
    [{ conditions: [{ ...equals, field_type: "date", values: ["03/04/2026"] }] }, "conditions.0.values"],
    [{ conditions: [{ ...equals, field_type: "datetime", values: ["yesterday"] }] }, "conditions.0.values"],
    [{ conditions: [{ ...equals, field: 'fields["System.State"' }] }, "conditions.0.field"],
    [{ conditions: [{ ...equals, field_type: "text" }] }, "conditions.0.field_type"],
    [{ conditions: [{ ...equals, colour: "red" }] }, "conditions.0.colour"],
    [{ conditions: [{ jsonata_expression: "x".repeat(15_001) }] }, "conditions.0.jsonata_expression"],
    [{ conditions: ["entity.a = 1"] }, "conditions.0"],
    [{ conditions: [], logical_operator: "XOR" }, "logical_operator"],
  ])("refuses %j, saying where", (input, path) => {
    expect(Object.keys(faultsOf(input))).toEqual([path]);
  });

  it("takes values as the type's values are written, and says how to write one that cannot be read", () => {
    const values = { number: ["1152921504606846977", " 19.9 ", "1e400"], boolean: ["TRUE", "0", "yes"], date: ["Sun, 1 Mar 2026"] };
    for (const [field_type, written] of Object.entries(values)) parse({ conditions: [{ ...equals, field_type, values: written }] });
    expect(faultsOf({ conditions: [{ ...equals, field_type: "date", values: ["2026-03-01", "soon"] }] })).toEqual({
      "conditions.0.values": '"soon" cannot be read as date: give a date, such as 2026-03-01, or choose another field_type.',
    });
  });

  it("is an answer still where what is stored would be refused today", () => {
    const stored = { ...parse({ conditions: [equals] }).conditions[0], field: "tags[]", field_type: "number" };
    expect(Object.keys(faultsOf({ conditions: [stored] }))).toEqual(["conditions.0.field", "conditions.0.values"]);
    expect(filterConditionsAnswer.parse({ conditions: [stored], logical_operator: "AND" }).conditions).toEqual([stored]);
  });

  it("needs no value to ask whether a field is empty", () => {
    expect(parse({ conditions: [{ field: "a", operation: "is_empty" }] }).conditions).toHaveLength(1);
  });
});
