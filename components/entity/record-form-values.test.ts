import { expect, it } from "vitest";
import { fieldPathOf, type RecordFormValues, recordFields, recordForm, toRecordValues } from "@/components/entity/record-form-values";
import type { EntityAttribute, EntitySchema } from "@/domain/entity-schema/entity-schema";
import { parseJsonObject } from "@/domain/json/parse-json-object";

const of = (name: string, type: string, more: Partial<EntityAttribute> = {}): EntityAttribute => ({ name, label: name, type, ...more });
const schema: EntitySchema = {
  ...{ slug: "thing", name: "Thing", plural: "Things", capabilities: [] },
  attributes: [
    of("name", "string"),
    of("size", "number", { data_type: "number" }),
    of("vip", "boolean"),
    of("due", "datetime"),
    of("email", "email"),
    of("address", "address"),
    of("price", "currency", { currency: [] }),
    of("more", "internal"),
    of("owner", "relation"),
    of("locked", "string", { readonly: true }),
    of("a.b", "string", { default_value: "x" }),
  ],
};
const READ_AT = "2026-03-01T00:00:00.000Z";
const STORED = `{"name":"Ada","size":19.90,"vip":false,"due":"2026-03-01T12:30:00.000Z","email":[{"email":"ada@example.com","_tags":["work"]}],
  "address":[{"city":"Köln","_id":"1"}],"price":{"amount":12.50,"currency":"EUR"},"more":{"n":1e400},"a.b":"x"}`;

function changesAfter(change: (values: RecordFormValues, place: (name: string) => number) => void): unknown {
  const fields = recordFields(schema, parseJsonObject(STORED));
  const values = structuredClone(toRecordValues(fields, null));
  change(values, (name) => fields.findIndex(({ attribute }) => attribute.name === name));
  const read = recordForm({ fields, title: null, hasOwnTitle: false, readAt: READ_AT }).safeParse(values);
  return read.success ? read.data : read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

it("sends nothing of a record that nobody changes, and of one that somebody does only that, digit for digit", () => {
  const time = `"_updated_at":"${READ_AT}"`;
  expect(changesAfter(() => {})).toBe(`{${time}}`);
  const changed = changesAfter(({ fields }, place) => {
    Object.assign(fields[place("size")] ?? {}, { text: "0.10" });
    Object.assign(fields[place("price")] ?? {}, { text: "13.00" });
    Object.assign(fields[place("email")] ?? {}, { texts: ["ada@example.com", "b@example.com"] });
    Object.assign(fields[place("address")] ?? {}, { parts: { city: "", street: "Ring" } });
    Object.assign(fields[place("due")] ?? {}, { text: "2026-03-02T08:00" });
    Object.assign(fields[place("name")] ?? {}, { text: "" });
    Object.assign(fields[place("more")] ?? {}, { text: "[1.0]" });
  });
  expect(changed).toBe(
    `{"name":null,"size":0.10,"due":"2026-03-02T08:00:00.000Z","email":[{"email":"ada@example.com","_tags":["work"]},{"email":"b@example.com"}],` +
      `"address":[{"city":null,"_id":"1","street":"Ring"}],"price":{"amount":13.00,"currency":"EUR"},"more":[1.0],${time}}`,
  );
});

it("asks as JSON for a value of another form than the attribute's type has, so that nothing of it is lost", () => {
  const odd = parseJsonObject(`{"name":7,"vip":"yes","email":"ada@example.com","address":[{},{}],"due":"tomorrow"}`);
  const kinds = recordFields(schema, odd).map(({ attribute, kind }) => [attribute.name, kind]);
  expect(Object.fromEntries(kinds)).toMatchObject({ name: "json", vip: "json", email: "json", address: "json", due: "json" });
});

it("begins a new record with the defaults, and says what cannot be read", () => {
  const fields = recordFields(schema, null);
  expect(fields.map(({ attribute }) => attribute.name)).not.toContain("locked");
  const values = toRecordValues(fields, null);
  const form = recordForm({ fields, title: null, hasOwnTitle: true, readAt: null });
  expect(form.parse({ ...values, title: "T" })).toBe(`{"_title":"T","a.b":"x"}`);
  const place = fields.findIndex(({ attribute }) => attribute.name === "size");
  const bad = values.fields.with(place, { text: "1,5", texts: [], parts: {}, records: [] });
  expect(form.safeParse({ ...values, fields: bad }).error?.issues[0]).toMatchObject({ path: ["fields", place, "text"] });
  expect(fieldPathOf("a.b", fields)).toBe(`fields.${fields.length - 1}.text`);
  expect(fieldPathOf("email.0.email", fields)).toBe(`fields.${fields.findIndex(({ attribute }) => attribute.name === "email")}.text`);
  expect(fieldPathOf("unknown", fields)).toBe("unknown");
});
