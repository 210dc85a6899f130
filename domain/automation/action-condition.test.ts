import { describe, expect, it } from "vitest";
import { actionCondition, holdsStatement, type Operand } from "@/domain/automation/action-condition";

const entity = {
  status: "won",
  amount: 20,
  due: "2030-05-01T10:00:00Z",
  tags: ["hot", "new"],
  email: [{ email: "a@example.com" }],
  items: [{ price: 5 }, { price: 50 }],
};
const diff = { added: { note: "x" }, updated: { status: "open" }, deleted: { owner: "Ann" } };
const change: Operand = { value: entity, diff };

function holds(source: object, operation: string, values: string[] = [], operand: Operand = change): boolean {
  const { statements } = actionCondition.parse({ id: "c", statements: [{ source: { origin: "trigger", ...source }, operation, values }] });
  return statements.every((statement) => holdsStatement(statement, operand));
}

describe("holdsStatement", () => {
  it.each([
    [{ attribute: "status" }, "equals", ["won"]],
    [{ attribute: "status" }, "not_equals", ["open"]],
    [{ attribute: "status" }, "any_of", ["lost", "won"]],
    [{ attribute: "status" }, "starts_with", ["w"]],
    [{ attribute: "amount", attributeType: "number" }, "greater_than", ["9"]],
    [{ attribute: "due", attributeType: "date" }, "equals", ["2030-05-01"]],
    [{ attribute: "tags", attributeType: "tags" }, "contains", ["new"]],
    [{ attribute: "email", attributeType: "email" }, "equals", ["a@example.com"]],
    [{ attribute: "items.price", attributeType: "number", attributeRepeatable: true, repeatableItemOp: true }, "less_than", ["10"]],
    [{ attribute: "missing" }, "is_empty", []],
    [{ attribute: "status", attributeOperation: "updated" }, "equals", ["won"]],
    [{ attribute: "owner", attributeOperation: "deleted" }, "equals", ["Ann"]],
    [{}, "entity_exists", []],
  ])("holds: %j %s %j", (source, operation, values) => expect(holds(source, operation, values)).toBe(true));

  it.each([
    [{ attribute: "status" }, "equals", ["open"]],
    [{ attribute: "tags", attributeType: "tags" }, "contains", ["ne"]],
    [{ attribute: "amount", attributeOperation: "updated" }, "equals", ["20"]],
    [{ attribute: "status", attributeOperation: "added" }, "is_not_empty", []],
    [{}, "entity_does_not_exist", []],
  ])("does not hold: %j %s %j", (source, operation, values) => expect(holds(source, operation, values)).toBe(false));

  it("sees no value in an entity that does not exist, and no change where nothing changed", () => {
    const gone: Operand = { value: null, diff: null };
    expect(holds({ attribute: "status" }, "equals", ["won"], gone)).toBe(false);
    expect(holds({ attribute: "status" }, "is_empty", [], gone)).toBe(true);
    expect(holds({}, "entity_does_not_exist", [], gone)).toBe(true);
    expect(holds({ attribute: "status", attributeOperation: "updated" }, "equals", ["won"], { value: entity, diff: null })).toBe(false);
  });

  it("takes no operand of a workflow or a journey", () => {
    const statements = [{ source: { origin: "trigger", originType: "workflow", attribute: "a" }, operation: "is_empty" }];
    expect(actionCondition.safeParse({ id: "c", statements }).success).toBe(false);
  });
});
