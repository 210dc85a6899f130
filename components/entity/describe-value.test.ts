import { expect, it } from "vitest";
import { describeValue } from "@/components/entity/describe-value";
import type { EntityAttribute } from "@/domain/entity-schema/entity-schema";
import { parseJson } from "@/domain/json/parse-json";

const of = (type: string, more: Partial<EntityAttribute> = {}): EntityAttribute => ({ name: "a", label: "A", type, ...more });

it.each([
  [null, of("string"), ""],
  ["x", null, "x"],
  [true, of("boolean"), "Yes"],
  [parseJson("19.90"), of("number"), "19.90"],
  ["won", of("status", { options: [{ value: "won", title: "Won" }] }), "Won"],
  [["a", "b"], of("multiselect", { options: [{ value: "a", title: "One" }] }), "One, b"],
  ["2026-03-01T12:00:00.000Z", of("datetime"), "2026-03-01 12:00 UTC"],
  [[{ email: "ada@example.com" }, { email: "office@example.com" }], of("email"), "ada@example.com, office@example.com"],
  [[{ street: "Hauptstraße", street_number: "12", city: "Köln", country: "DE" }], of("address"), "Hauptstraße 12, Köln, DE"],
  [{ amount: 990, currency: "EUR" }, of("currency"), "990 EUR"],
  [parseJson('{"amount":-1234567.8901,"currency":"EUR"}'), of("currency"), "-1,234,567.8901 EUR"],
  [{ amount: "1e400", currency: "EUR" }, of("currency"), "1e400 EUR"],
  [{ $relation: [{ entity_id: "1" }, { entity_id: "2" }] }, of("relation"), "2 records"],
])("says %j in words", (value, attribute, words) => {
  expect(describeValue(value, attribute)).toBe(words);
});

it("leaves a structure that has no words to JSON", () => {
  expect(describeValue({ a: 1 }, of("object"))).toBeNull();
  expect(describeValue([{ a: 1 }], of("email"))).toBeNull();
});
