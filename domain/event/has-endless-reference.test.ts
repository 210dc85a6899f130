import { expect, it } from "vitest";
import { hasEndlessReference } from "@/domain/event/has-endless-reference";

it.each<[string, object]>([
  ["itself", { $ref: "#" }],
  ["itself, within a property", { properties: { entity: { $ref: "#/properties/entity" } } }],
  ["itself, beside other rules", { $defs: { a: { type: "object", $ref: "#/$defs/a" } }, properties: { a: { $ref: "#/$defs/a" } } }],
  ["itself over others", { $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/c~1d" }, "c/d": { $ref: "#/$defs/a" } } }],
  ["itself by an escape", { $defs: { "a b": { $ref: "#/$defs/a%20b" } } }],
  ["itself in a list", { allOf: [{ $ref: "#/allOf/0" }] }],
  ["a ring that it is no part of", { $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/b" } } }],
])("finds a reference to %s", (_what, schema) => {
  expect(hasEndlessReference({ ...schema })).toBe(true);
});

it.each<[string, object]>([
  ["a tree", { properties: { child: { $ref: "#" } } }],
  ["one part twice", { $defs: { a: { type: "string" }, b: { $ref: "#/$defs/a" } }, anyOf: [{ $ref: "#/$defs/b" }, { $ref: "#/$defs/b" }] }],
  ["nothing", { $ref: "#/$defs/gone" }],
  ["another schema", { $ref: "https://example.com/s.json" }],
  ["what is data", { const: { $ref: "#/const" }, examples: [{ $ref: "#/examples/0" }] }],
  ["what is a property's name", { properties: { $ref: { type: "string" } } }],
  ["what has an id of its own", { $defs: { a: { $id: "https://example.com/a", $ref: "#/$defs/a" } } }],
  ["an escape that is none", { $ref: "#/%zz" }],
])("lets a reference to %s be", (_what, schema) => {
  expect(hasEndlessReference({ ...schema })).toBe(false);
});

it("follows long rows of references once each", () => {
  const rows = Array.from({ length: 5_000 }, (_, n) => [`d${n}`, { $ref: `#/$defs/d${n + 1}` }] as const);
  expect(hasEndlessReference({ $defs: Object.fromEntries(rows) })).toBe(false);
});
