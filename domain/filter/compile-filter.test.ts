import { describe, expect, it } from "vitest";
import { compileFilter, describeFilter } from "@/domain/filter/compile-filter";
import type { FilterCondition, FilterConditions } from "@/domain/filter/filter-condition";

const event = {
  metadata: { organization_id: "739224", action: "opportunity.updated" },
  entity: {
    _id: "o1",
    status: "open",
    price: { amount: 12.5, currency: "EUR" },
    active: true,
    due: "2026-03-01T01:00:00+02:00",
    note: null,
    tags: ["solar", "north"],
    none: [],
    line_items: [
      { category: "solar", price: 5, labels: ["a"] },
      { category: "power", price: 50, labels: ["b", "c"] },
    ],
  },
  relations: [{ _id: "r1", _schema: "contact" }],
  changed_attributes: { added: {}, updated: { status: "open" }, deleted: {} },
};
const simple = (keyToFilter: string, supportedValues: string[]) => {
  const filter = compileFilter({ filter: { keyToFilter, supportedValues }, conditions: null });
  if (!filter) throw new Error("There is no filter.");
  return filter;
};
const group = (conditions: FilterCondition[], logical_operator?: FilterConditions["logical_operator"]) => {
  const filter = compileFilter({ filter: null, conditions: { conditions, logical_operator } });
  if (!filter) throw new Error("There is no filter.");
  return filter;
};
const holds = (condition: FilterCondition, of: Record<string, unknown> = event) => group([condition]).match(of) === "send";

describe("the simple filter", () => {
  it("finds the documentation's examples", () => {
    const documented = { entity: { keyToFilter: { id: 1, security: { auth: { type: "basic" } } } } };
    expect(simple("keyToFilter.security.auth", ["basic", "oauth"]).match(documented)).toBe("send");
    expect(simple("keyToFilter.security.auth", ["apikey"]).match(documented)).toBe("skip");
    const request = {
      entity: { customer_request: { productId: 2324245, request_items: [{ product_category: "gas" }, { product_category: "solar" }] } },
    };
    expect(simple("customer_request.request_items.product_category", ["solar", "electricity"]).match(request)).toBe("send");
    expect(simple("customer_request.request_items.product_category", ["Solar"]).match(request)).toBe("skip");
    expect(simple("customer_request.productId", ["2324245"]).match(request)).toBe("send");
  });

  it("looks into the event first and into the entity where the event has no such key", () => {
    expect(simple("metadata.action", ["opportunity.updated"]).match(event)).toBe("send");
    expect(simple("status", ["open"]).match(event)).toBe("send");
    expect(simple("relations._schema", ["contact"]).match(event)).toBe("send");
    expect(simple("changed_attributes.updated.status", ["open"]).match(event)).toBe("send");
    expect(simple("data.status", ["open"]).match(event)).toBe("send");
    expect(simple("data.x", ["1"]).match({ entity: { data: { x: 1 } } })).toBe("send");
  });

  it("matches no missing value, no null, and nothing that objects only inherit", () => {
    for (const path of ["nope", "note", "status.deeper", "none", "constructor.name", "__proto__", "tags.7", "toString"]) {
      expect(simple(path, ["null", "undefined", "Object", "", "[object Object]"]).match(event)).toBe("skip");
    }
  });

  it("says what it found and what it wants", () => {
    expect(simple("entity.status", ["won", "lost"]).judge(event)).toEqual({
      type: "skip",
      reason: 'entity.status is "open", the filter wants won or lost',
    });
    expect(simple("status", ["open"]).judge(event)).toEqual({ type: "send", reason: 'status is "open", as the filter wants' });
    expect(simple("nope", ["a b"]).judge(event).reason).toBe('nope is missing, the filter wants "a b"');
    expect(simple("tags", ["x"]).judge(event).reason).toBe('tags is ["solar","north"], the filter wants x');
    expect(describeFilter(simple("entity.status", ["won", "lost"]))).toBe("Send when entity.status is won or lost.");
  });
});

describe("a condition", () => {
  it.each<[string, FilterCondition, boolean]>([
    ["equals", { field: "entity.status", operation: "equals", values: ["open"] }, true],
    ["equals, by case", { field: "entity.status", operation: "equals", values: ["Open"] }, false],
    ["not_equals", { field: "entity.status", operation: "not_equals", values: ["won"] }, true],
    ["not_equals of what is missing", { field: "entity.nope", operation: "not_equals", values: ["won"] }, true],
    ["any_of", { field: "entity.status", operation: "any_of", values: ["won", "open"] }, true],
    ["none_of", { field: "entity.tags", operation: "none_of", values: ["south", "north"] }, false],
    ["contains in a text", { field: "entity.status", operation: "contains", values: ["pe"] }, true],
    ["contains in a text of a list", { field: "entity.tags", operation: "contains", values: ["ort"] }, true],
    ["contains in a list as a whole", { field: "entity.tags", operation: "contains", values: ["ort"], is_array_field: true }, false],
    ["contains an element", { field: "entity.tags", operation: "contains", values: ["north"], is_array_field: true }, true],
    ["not_contains", { field: "entity.tags", operation: "not_contains", values: ["south"], is_array_field: true }, true],
    ["starts_with", { field: "entity.status", operation: "starts_with", values: ["op"] }, true],
    ["ends_with", { field: "entity.status", operation: "ends_with", values: ["op"] }, false],
    ["equals as numbers", { field: "entity.price.amount", operation: "equals", values: ["12.50"], field_type: "number" }, true],
    ["equals as texts", { field: "entity.price.amount", operation: "equals", values: ["12.50"] }, false],
    ["greater_than as numbers", { field: "entity.price.amount", operation: "greater_than", values: ["9"], field_type: "number" }, true],
    ["greater_than of numbers without a type", { field: "entity.price.amount", operation: "greater_than", values: ["9"] }, true],
    [
      "greater_than of what is no number",
      { field: "entity.status", operation: "greater_than", values: ["9"], field_type: "number" },
      false,
    ],
    [
      "less_than_or_equals",
      { field: "entity.price.amount", operation: "less_than_or_equals", values: ["12.5"], field_type: "number" },
      true,
    ],
    ["a boolean", { field: "entity.active", operation: "equals", values: ["true"], field_type: "boolean" }, true],
    [
      "a datetime as an instant",
      { field: "entity.due", operation: "equals", values: ["2026-02-28T23:00:00Z"], field_type: "datetime" },
      true,
    ],
    ["a date as a day", { field: "entity.due", operation: "equals", values: ["2026-03-01"], field_type: "date" }, true],
    ["is_empty of null", { field: "entity.note", operation: "is_empty" }, true],
    ["is_empty of an empty list", { field: "entity.none", operation: "is_empty" }, true],
    ["is_empty of what is missing", { field: "entity.nope.deeper", operation: "is_empty" }, true],
    ["is_not_empty", { field: "entity.tags", operation: "is_not_empty" }, true],
    ["a list's length", { field: "entity.tags", operation: "length_equals", values: ["2"] }, true],
    ["the length of what is missing", { field: "entity.nope", operation: "length_equals", values: ["0"] }, true],
    ["the length of one value", { field: "entity.status", operation: "length_less_than_or_equals", values: ["1"] }, true],
    ["the length of lists in a list", { field: "entity.line_items.labels", operation: "length_greater_than", values: ["2"] }, true],
    [
      "a list as a whole, in any order",
      { field: "entity.tags", operation: "equals", values: ["north", "solar"], is_array_field: true },
      true,
    ],
    ["a list as a whole, with another", { field: "entity.tags", operation: "equals", values: ["solar"], is_array_field: true }, false],
    ["an index, as a[1]", { field: "entity.line_items[1].price", operation: "equals", values: ["50"] }, true],
    ["an index, as a.1", { field: "entity.line_items.1.price", operation: "equals", values: ["5"] }, false],
  ])("compares: %s", (_name, condition, expected) => {
    expect(holds(condition)).toBe(expected);
  });

  it("on items holds for one item, negative or not", () => {
    const field = "entity.line_items.category";
    expect(holds({ field, operation: "not_equals", values: ["solar"] })).toBe(false);
    expect(holds({ field, operation: "not_equals", values: ["solar"], repeatable_item_op: true })).toBe(true);
  });

  it("gives its reason in words", () => {
    const reason = (condition: FilterCondition) => group([condition]).judge(event).reason;
    expect(reason({ field: "entity.price.amount", operation: "greater_than", values: ["20"] })).toBe(
      "entity.price.amount is 12.5, the filter wants more than 20",
    );
    expect(reason({ field: "entity.due", operation: "greater_than", values: ["2026-03-01"], field_type: "datetime" })).toBe(
      'entity.due is "2026-03-01T01:00:00+02:00", the filter wants after 2026-03-01',
    );
    expect(reason({ field: "entity.tags", operation: "length_greater_than", values: ["3"] })).toBe(
      "entity.tags has 2 items, the filter wants more than 3 items",
    );
  });
});

const isOpen: FilterCondition = { field: "entity.status", operation: "equals", values: ["open"] };
const isWon: FilterCondition = { field: "entity.status", operation: "equals", values: ["won"] };
const expression: FilterCondition = { jsonata_expression: "entity.price.amount > 10" };

describe("conditions together", () => {
  it("hold all of them by AND, which is meant unless said, and one by OR", () => {
    expect(group([isOpen, isWon]).match(event)).toBe("skip");
    expect(group([isOpen, isWon], "OR").match(event)).toBe("send");
    expect(group([isOpen, isWon], "OR").judge(event).reason).toBe('entity.status is "open", as the filter wants');
    expect(describeFilter(group([isOpen, isWon], "OR"))).toBe("Send when entity.status is open or entity.status is won.");
  });

  it("about items of one list must hold for the same item", () => {
    const of = (category: string) =>
      ({ field: "entity.line_items.category", operation: "equals", values: [category], repeatable_item_op: true }) as const;
    const dear = { field: "entity.line_items.price", operation: "greater_than", values: ["10"], repeatable_item_op: true } as const;
    expect(group([of("power"), dear]).match(event)).toBe("send");
    expect(group([of("solar"), dear]).match(event)).toBe("skip");
    expect(group([of("solar"), dear]).judge(event).reason).toContain("no one item");
    expect(group([of("solar"), { ...dear, repeatable_item_op: false }]).match(event)).toBe("send");
  });

  it("hold besides the simple filter, not instead of it", () => {
    const both = (supportedValues: string[], condition: FilterCondition) =>
      compileFilter({ filter: { keyToFilter: "status", supportedValues }, conditions: { conditions: [condition] } })?.match(event);
    expect([both(["open"], isOpen), both(["open"], isWon), both(["won"], isOpen)]).toEqual(["send", "skip", "skip"]);
  });

  it("ask for an evaluation only where it decides", () => {
    expect(group([expression]).judge(event)).toMatchObject({ type: "evaluate", expressions: ["entity.price.amount > 10"] });
    expect(group([isOpen, expression]).match(event)).toBe("evaluate");
    expect(group([isWon, expression]).match(event)).toBe("skip");
    expect(group([isOpen, expression], "OR").match(event)).toBe("send");
    expect(group([isWon, expression], "OR").match(event)).toBe("evaluate");
  });

  it("come to a verdict once the expressions are evaluated, by JSONata's own truth", () => {
    const verdicts = (value: unknown) => [
      group([isOpen, expression]).judge(event, [value]).type,
      group([isWon, expression], "OR").judge(event, [value]).type,
    ];
    for (const value of [true, 1, "x", [0, 1], { a: 0 }]) expect(verdicts(value)).toEqual(["send", "send"]);
    for (const value of [undefined, null, false, 0, "", [], [0, ""], {}, [[]]]) expect(verdicts(value)).toEqual(["skip", "skip"]);
    expect(group([expression]).judge(event, [false]).reason).toBe("the JSONata condition entity.price.amount > 10 is not true");
  });

  it("are read out as far as they go while values are still to come", () => {
    const counted: FilterCondition = { field: "entity.lines", operation: "length_greater_than", values: [] };
    expect(describeFilter(group([isOpen, { ...isWon, values: [] }]))).toBe("Send when entity.status is open and entity.status is …");
    expect(describeFilter(group([counted]))).toBe("Send when entity.lines has more than … items.");
    expect(describeFilter(compileFilter({ filter: { keyToFilter: "status", supportedValues: [] }, conditions: null }))).toBe(
      "Send when status is …",
    );
  });

  it("are no filter where there are none", () => {
    expect(compileFilter({ filter: null, conditions: null })).toBeNull();
    expect(compileFilter({ filter: null, conditions: { conditions: [] } })).toBeNull();
    expect(describeFilter(null)).toBe("Send every event.");
  });
});
