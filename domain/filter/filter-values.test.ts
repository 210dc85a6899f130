import { describe, expect, it } from "vitest";
import { compileFilter, describeFilter } from "@/domain/filter/compile-filter";
import type { FieldCondition, FieldType, FilterOperation } from "@/domain/filter/filter-condition";
import { toJsonataBoolean } from "@/domain/filter/jsonata-boolean";
import { ExactNumber } from "@/domain/json/exact-number";

const exact = (text: string) => new ExactNumber(text);
const compile = (condition: FieldCondition) => {
  const filter = compileFilter({ filter: null, conditions: { conditions: [condition] } });
  if (!filter) throw new Error("There is no filter.");
  return filter;
};
const simple = (keyToFilter: string, supportedValues: string[]) => {
  const filter = compileFilter({ filter: { keyToFilter, supportedValues }, conditions: null });
  if (!filter) throw new Error("There is no filter.");
  return filter;
};
const holds = (value: unknown, operation: FilterOperation, wanted: string, field_type: FieldType = "string") =>
  compile({ field: "a", operation, values: [wanted], field_type }).match({ entity: { a: value } }) === "send";
const reason = (value: unknown, condition: Omit<FieldCondition, "field">) =>
  compile({ field: "a", ...condition }).judge({ entity: { a: value } }).reason;

const ID = "1152921504606846977";
const NEIGHBOUR = "1152921504606847000";

describe("numbers", () => {
  it.each<[unknown, string]>([
    [exact(ID), ID],
    [ID, ID],
    [exact(ID), `${ID}.0`],
    [exact("19.90"), "19.9"],
    [19.9, "19.90"],
    ["19.90", "19.9"],
    [" 19.9 ", "19.9"],
    [exact("1e400"), "10e399"],
    [exact("1.0"), "1"],
    ["1e3", "1000"],
    [exact("-0"), "0"],
    [-0, "0"],
    [0.1, "0.1"],
    [5e-324, "5e-324"],
  ])("of the same value are equal: %s and %s", (value, wanted) => {
    expect(holds(value, "equals", wanted, "number")).toBe(true);
    expect(holds(value, "any_of", wanted, "number")).toBe(true);
    expect(holds(value, "none_of", wanted, "number")).toBe(false);
    expect(holds(value, "greater_than", wanted, "number")).toBe(false);
    expect(holds(value, "less_than", wanted, "number")).toBe(false);
    expect(holds(value, "greater_than_or_equals", wanted, "number")).toBe(true);
    expect(holds(value, "less_than_or_equals", wanted, "number")).toBe(true);
  });

  it.each<[unknown, string]>([
    [exact(ID), NEIGHBOUR.replace("7000", "6976")],
    [exact(NEIGHBOUR), ID],
    [Number(NEIGHBOUR), ID],
    [ID, "1152921504606846976"],
    [exact("1e400"), "1e399"],
    [exact("1e999999999"), "1"],
    [1, "1e-999999999"],
    [0, "-1e-400"],
    [0.1, "0.09999999999999999999999"],
    [exact("0.10000000000000000555"), "0.1"],
    ["0.10000000000000000555", "0.1"],
  ])("that differ anywhere are in order: %s is more than %s", (value, wanted) => {
    expect(holds(value, "greater_than", wanted, "number")).toBe(true);
    expect(holds(value, "greater_than", wanted)).toBe(true);
    expect(holds(value, "less_than_or_equals", wanted, "number")).toBe(false);
    expect(holds(value, "equals", wanted, "number")).toBe(false);
  });

  it("are, as texts, their published digits, or those that JavaScript writes for the same number", () => {
    for (const [digits, texts, others] of [
      [ID, [ID], [NEIGHBOUR]],
      ["19.90", ["19.90", "19.9"], ["19.900", "20"]],
      ["1e3", ["1e3", "1000"], ["1E3"]],
      ["1e400", ["1e400"], ["Infinity"]],
    ] as const) {
      for (const text of texts)
        expect([holds(exact(digits), "equals", text), simple("a", [text]).match({ entity: { a: exact(digits) } })]).toEqual([true, "send"]);
      for (const text of others)
        expect([holds(exact(digits), "equals", text), simple("a", [text]).match({ entity: { a: exact(digits) } })]).toEqual([
          false,
          "skip",
        ]);
    }
    expect(simple("a", ["19.9"]).match({ entity: { a: { price: exact("19.90") } } })).toBe("send");
    expect(holds("19.90", "equals", "19.9")).toBe(false);
    expect([holds(12.5, "less_than", "12.50"), holds(12.5, "greater_than_or_equals", "12.50")]).toEqual([false, true]);
    expect([holds(exact("19.90"), "ends_with", ".90"), holds(exact(ID), "starts_with", "115292150460684697")]).toEqual([true, true]);
    expect([holds(exact("19.90"), "contains", "9.90"), holds(exact("19.90"), "not_contains", "9.90")]).toEqual([true, false]);
  });

  it("are one value, and no object to look into", () => {
    expect(holds(exact("0.0"), "is_not_empty", "")).toBe(true);
    expect(holds(exact("19.90"), "length_equals", "1")).toBe(true);
    expect(compile({ field: "a.text", operation: "is_empty" }).match({ entity: { a: exact("19.90") } })).toBe("send");
    expect(simple("a.text", ["19.90"]).match({ entity: { a: exact("19.90") } })).toBe("skip");
    expect([exact("19.90"), exact("0.0"), [exact("0.0")]].map(toJsonataBoolean)).toEqual([true, false, false]);
  });

  it("in lists are judged as those alone", () => {
    const condition = { field: "a", values: ["19.9", ID], field_type: "number", is_array_field: true } as const;
    const match = (operation: FilterOperation, a: unknown[]) => compile({ ...condition, operation }).match({ entity: { a } }) === "send";
    expect(match("equals", [exact(ID), exact("19.90"), "19.90"])).toBe(true);
    expect(match("equals", [exact(ID)])).toBe(false);
    expect(match("contains", [exact(NEIGHBOUR), "19.90"])).toBe(true);
    expect(match("contains", [exact(NEIGHBOUR)])).toBe(false);
  });

  it("are told with their published digits, and what is none is told to be unreadable", () => {
    const is = (wanted: string) => ({ operation: "equals", values: [wanted], field_type: "number" }) as const;
    expect(reason(exact(ID), is(NEIGHBOUR))).toBe(`a is ${ID}, the filter wants ${NEIGHBOUR}`);
    expect(reason([exact("19.90"), { b: [exact("1e400")] }], is("7"))).toContain(
      'a is [19.90,{"b":[1e400]}], of which {"b":[1e400]} cannot be read',
    );
    expect(reason("1,5", is("1.5"))).toBe('a is "1,5", which cannot be read as a number, the filter wants 1.5');
    expect(describeFilter(compile({ field: "a", ...is("19.90") }))).toBe("Send when a is 19.90.");
  });
});

describe("dates", () => {
  const inBerlin = "2026-03-01T00:30:00+01:00";
  it.each<[FilterOperation, unknown, boolean]>([
    ["equals", "2026-03-01T15:00:00Z", true],
    ["any_of", "2026-03-01T15:00:00Z", true],
    ["not_equals", "2026-03-01T15:00:00Z", false],
    ["greater_than", "2026-03-01T15:00:00Z", false],
    ["less_than", "2026-03-01T15:00:00Z", false],
    ["less_than_or_equals", "2026-03-01T15:00:00Z", true],
    ["greater_than_or_equals", "2026-03-01T15:00:00Z", true],
    ["equals", inBerlin, true],
    ["less_than", inBerlin, false],
    ["equals", "2026-02-28T23:30:00-05:00", false],
    ["less_than", "2026-02-28T23:30:00-05:00", true],
    ["equals", "Sun, 01 Mar 2026 23:59:59 EST", true],
    ["equals", 1_772_377_200, true],
    ["equals", exact("1772377200.0"), true],
    ["greater_than", "infinity", true],
    ["equals", "soon", false],
    ["greater_than", "soon", false],
  ])("compare days, in the value's offset: %s 2026-03-01 of %s is %s", (operation, value, expected) => {
    expect(holds(value, operation, "2026-03-01", "date")).toBe(expected);
    expect(holds(value, operation, "2026-03-01T12:00:00+14:00", "date")).toBe(expected);
  });

  it("with times compare instants, to the nanosecond", () => {
    const is = (value: unknown, operation: FilterOperation, wanted: string) => holds(value, operation, wanted, "datetime");
    expect(is(inBerlin, "equals", "2026-02-28 23:30:00")).toBe(true);
    expect(is("2026-03-01 15:00:00.123456+00", "greater_than", "2026-03-01T15:00:00.123Z")).toBe(true);
    expect(is(1_772_377_200_123, "equals", "Sun, 01 Mar 2026 15:00:00 GMT")).toBe(false);
    expect(is("1772377200123", "equals", "2026-03-01T15:00:00,123Z")).toBe(true);
  });

  it("that cannot be read are told so, whatever the verdict", () => {
    const wants = (operation: FilterOperation, field_type: FieldType) => ({ operation, values: ["2026-03-01"], field_type });
    expect(reason("soon", wants("greater_than", "date"))).toBe(
      'a is "soon", which cannot be read as a date, the filter wants after 2026-03-01',
    );
    expect(reason("soon", wants("not_equals", "datetime"))).toBe(
      'a is "soon", which cannot be read as a date and time, as the filter wants',
    );
    expect(reason(["2026-03-02", "soon"], wants("equals", "date"))).toBe(
      'a is ["2026-03-02","soon"], of which "soon" cannot be read as a date, the filter wants 2026-03-01',
    );
    expect(reason("soon", wants("contains", "date"))).toBe('a is "soon", the filter wants it to contain 2026-03-01');
  });
});

describe("booleans", () => {
  it.each<[unknown, string]>([
    ...[true, "TRUE", " True ", "t", "yes", "Y", "on", 1, "1", exact("1.0")].map((value): [unknown, string] => [value, "true"]),
    ...[false, "FALSE", "f", "no", "n", "Off", 0, "0", exact("-0"), exact("0.0")].map((value): [unknown, string] => [value, "false"]),
  ])("are read as PostgreSQL reads them: %s is %s", (value, wanted) => {
    expect(holds(value, "equals", wanted, "boolean")).toBe(true);
    expect(holds(value, "equals", wanted === "true" ? "0" : "YES", "boolean")).toBe(false);
  });

  it("that are none are told to be unreadable", () => {
    for (const value of ["perhaps", 2, "", exact("1e400")]) {
      expect(holds(value, "equals", "true", "boolean")).toBe(false);
      expect(reason(value, { operation: "equals", values: ["false"], field_type: "boolean" })).toContain("cannot be read as true or false");
    }
  });
});

describe("a key with a dot", () => {
  const event = {
    metadata: {},
    entity: { fields: { "System.State": "Active", System: { Id: 7 } }, items: [{ "a.b": 1 }, { "a.b": null }] },
  };
  const is = (field: string): FieldCondition => ({ field, operation: "equals", values: ["Active"] });

  it("is named in brackets, by conditions and the simple filter", () => {
    for (const path of ['entity.fields["System.State"]', "fields['System.State']", 'data.fields["System.State"]']) {
      expect([compile(is(path)).match(event), simple(path, ["Active"]).match(event)]).toEqual(["send", "send"]);
    }
    expect(simple('items["a.b"]', ["1"]).match(event)).toBe("send");
    expect(simple('items[1]["a.b"]', ["1"]).match(event)).toBe("skip");
    expect(describeFilter(compile(is('fields["System.State"]')))).toBe('Send when fields["System.State"] is Active.');
  });

  it.each([
    ["entity.fields.System.State", 'entity.fields["System.State"]'],
    ["fields.System.State", 'fields["System.State"]'],
    ["data.fields.System.State", 'data.fields["System.State"]'],
    ["items.a.b", 'items["a.b"]'],
    ["items.0.a.b", 'items.0["a.b"]'],
    ['fields["System.Id"]', "fields.System.Id"],
  ])("is pointed to where %s misses it", (path, meant) => {
    expect(compile(is(path)).judge(event).reason).toBe(`${path} is missing (the event has ${meant}), the filter wants Active`);
    expect(simple(path, ["Active"]).judge(event).reason).toBe(`${path} is missing (the event has ${meant}), the filter wants Active`);
    expect(compile({ field: path, operation: "length_equals", values: ["1"] }).judge(event).reason).toContain(
      `${path} has 0 items (the event has ${meant})`,
    );
  });

  it.each(["fields.System.Nothing", "items.1.a.b", "nope", "fields", "metadata.x.y"])("is not made up for %s", (path) => {
    expect(compile(is(path)).judge({ ...event, entity: { ...event.entity, metadata: { "x.y": 1 } } }).reason).not.toContain(
      "the event has",
    );
  });
});
