import { describe, expect, it } from "vitest";
import { compareEntities } from "@/domain/entity/diff-entity";
import type { Attributes, Entity } from "@/domain/entity/entity";
import { builtInEventName, entityEventName, type PublishingChange } from "@/domain/entity/events-of-change";
import { BUILT_IN_EVENT_TYPES } from "@/domain/event/event-types";

const at = new Date("2026-03-01T12:00:00.000Z");

function entityOf(schema: string, attributes: Attributes | null): Entity | null {
  const times = { createdAt: at, updatedAt: at, deletedAt: null };
  return attributes && { id: "5c4e7a00-0000-4000-8000-000000000001", schema, title: null, attributes, ...times };
}

function changeOf(input: {
  schema: string;
  operation?: PublishingChange["operation"];
  before?: Attributes | null;
  after?: Attributes | null;
  by?: PublishingChange["causedBy"]["type"];
}): PublishingChange {
  const { schema, operation = "updateEntity", before = {}, after = {}, by = "user" } = input;
  const { diff } = compareEntities(before ?? {}, after ?? {});
  return { schema, operation, diff, before: entityOf(schema, before), after: entityOf(schema, after), causedBy: { type: by } };
}

describe("the entity's own event", () => {
  it("is named for schema and operation", () => {
    expect(entityEventName({ schema: "meter", operation: "softDeleteEntity" })).toBe("meter.deleted");
    expect(entityEventName({ schema: "product", operation: "restoreEntity" })).toBe("product.updated");
  });
});

describe("the built-in event", () => {
  const [open, done] = [{ status: "open" }, { status: "completed" }];

  it.each<[string, Parameters<typeof changeOf>[0], string | null]>([
    [
      "a created submission",
      { schema: "submission", operation: "createEntity", before: null, after: { a: 1 } },
      "customer_request_created",
    ],
    ["a changed submission", { schema: "submission", after: { a: 1 } }, null],
    ["a changed product", { schema: "product", before: { name: "a" }, after: { name: "b" } }, "product_updated"],
    ["a product's new relation", { schema: "product", operation: "relationsAdded", after: { a: { $relation: [{}] } } }, "product_updated"],
    ["a restored product, whose information is the same", { schema: "product", operation: "restoreEntity" }, null],
    ["a created product", { schema: "product", operation: "createEntity", before: null, after: { a: 1 } }, null],
    ["a deleted product", { schema: "product", operation: "softDeleteEntity" }, null],
    ["a task that a person completes", { schema: "task", before: open, after: done }, "automation_rule_triggered"],
    ["a task that a program completes", { schema: "task", before: open, after: done, by: "api_token" }, "automation_rule_triggered"],
    ["a task that an automation completes", { schema: "task", before: open, after: done, by: "automation" }, null],
    ["a task that the installation completes", { schema: "task", before: open, after: done, by: "system" }, null],
    ["a task that was completed already", { schema: "task", before: done, after: { ...done, title: "x" } }, null],
    ["a task that is opened again", { schema: "task", before: done, after: open }, null],
    ["a task that is created as completed", { schema: "task", operation: "createEntity", before: null, after: done }, null],
    ["a change of anything else", { schema: "contact", before: open, after: done }, null],
  ])("of %s", (_what, change, name) => {
    expect(builtInEventName(changeOf(change))).toBe(name);
    expect([null, ...BUILT_IN_EVENT_TYPES.map((type) => type.name)]).toContain(name);
  });
});
