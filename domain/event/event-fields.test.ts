import { expect, it } from "vitest";
import { listEventFields } from "@/domain/event/event-fields";
import { BUILT_IN_EVENT_TYPES } from "@/domain/event/event-types";
import { pathFault } from "@/domain/filter/path-syntax";
import { ExactNumber } from "@/domain/json/exact-number";

const ofType = (name: string) => {
  const type = BUILT_IN_EVENT_TYPES.find((candidate) => candidate.name === name);
  return listEventFields({ schema: type?.schema, samples: [type?.example] });
};
const paths = (fields: readonly { path: string }[]) => fields.map(({ path }) => path);

it("reaches the fields of a schema and of samples by the paths that filters take, through lists and with data as the entity", () => {
  expect(paths(ofType("customer_request_created"))).toEqual(
    expect.arrayContaining(["entity._id", "entity.customer_request.request_items.product_category", "entity.customer.email"]),
  );
  const client = ofType("client.updated");
  expect(paths(client)).toEqual(expect.arrayContaining(["entity.status", "entity.customFields.tags"]));
  expect(paths(client).filter((path) => path.startsWith("data"))).toEqual([]);
  expect(client.find(({ path }) => path === "entity.status")?.values).toEqual(["notInvited", "invited", "active"]);
});

it("tells lists, items of lists and types apart, and takes a field of several types for text", () => {
  const samples = [
    { entity: { tags: ["a", "b"], items: [{ price: 3, paid: true }], on: "2026-03-01", at: "2026-03-01T10:00:00Z", code: 7 } },
    { entity: { code: "seven" } },
  ];
  const fields = Object.fromEntries(listEventFields({ schema: null, samples }).map(({ path, ...field }) => [path, field]));
  expect(fields).toEqual({
    "entity.tags": { type: "string", isList: true, isOfObjects: false, isOfItems: false, values: ["a", "b"] },
    "entity.items": { type: "string", isList: true, isOfObjects: true, isOfItems: false, values: [] },
    "entity.items.price": { type: "number", isList: false, isOfObjects: false, isOfItems: true, values: ["3"] },
    "entity.items.paid": { type: "boolean", isList: false, isOfObjects: false, isOfItems: true, values: ["true"] },
    "entity.on": { type: "date", isList: false, isOfObjects: false, isOfItems: false, values: ["2026-03-01"] },
    "entity.at": { type: "datetime", isList: false, isOfObjects: false, isOfItems: false, values: ["2026-03-01T10:00:00Z"] },
    "entity.code": { type: "string", isList: false, isOfObjects: false, isOfItems: false, values: ["7", "seven"] },
  });
});

it("has a list of objects before what its items have, whether their schema names that or not", () => {
  const items = { type: "object", properties: { price: { type: "number" } } };
  const entity = { properties: { lines: { type: "array", items }, parts: { type: "array", items: { type: "object" } } } };
  const fields = listEventFields({ schema: { properties: { entity } }, samples: [] });
  expect(paths(fields)).toEqual(["entity.lines", "entity.lines.price", "entity.parts"]);
  expect(fields.map(({ isOfObjects }) => isOfObjects)).toEqual([true, false, true]);
});

it("follows references within the schema, and ends where one leads back to itself", () => {
  const schema = {
    properties: { entity: { $ref: "#/$defs/node" } },
    $defs: { node: { properties: { name: { type: ["string", "null"] }, child: { $ref: "#/$defs/node" } } } },
  };
  const found = paths(listEventFields({ schema, samples: [] }));
  expect(found.slice(0, 2)).toEqual(["entity.name", "entity.child.name"]);
  expect(found.length).toBeLessThan(10);
});

it("names a key with a dot or a bracket in brackets, of schemas and of samples", () => {
  const schema = { properties: { entity: { properties: { fields: { properties: { "System.State": { enum: ["Active"] } } } } } } };
  const samples = [{ data: { fields: { "System.Tags": [{ "tags[]": "a" }] }, "": 1 } }];
  const fields = listEventFields({ schema, samples });
  expect(paths(fields)).toEqual([
    'entity.fields["System.State"]',
    'entity.fields["System.Tags"]',
    'entity.fields["System.Tags"]["tags[]"]',
    'entity[""]',
  ]);
  expect(fields[0]?.values).toEqual(["Active"]);
  for (const { path } of fields) expect(pathFault(path)).toBeNull();
});

it("shows a number's digits as they were published, and takes for dates what looks like one alone", () => {
  const entity = {
    ...{ id: new ExactNumber("1152921504606846977"), price: new ExactNumber("19.90"), phone: "4915112345678", invoice: "2026-060" },
    ...{ sent: "Sun, 01 Mar 2026 15:00:00 GMT", made: "2026-03-01 15:00:00.123456+00", on: "1 March 2026", never: "2026-02-30" },
  };
  const fields = listEventFields({ schema: null, samples: [{ entity }] });
  expect(Object.fromEntries(fields.map(({ path, type, values }) => [path.slice(7), [type, ...values]]))).toEqual({
    id: ["number", "1152921504606846977"],
    price: ["number", "19.90"],
    phone: ["string", "4915112345678"],
    invoice: ["string", "2026-060"],
    sent: ["datetime", "Sun, 01 Mar 2026 15:00:00 GMT"],
    made: ["datetime", "2026-03-01 15:00:00.123456+00"],
    on: ["date", "1 March 2026"],
    never: ["string", "2026-02-30"],
  });
});

it("is bounded whatever it is given", () => {
  const wide = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`k${index}`, { [`a.${index}`]: 1, b: "x".repeat(100) }]));
  const fields = listEventFields({ schema: { properties: wide }, samples: [{ entity: wide }, "no object", null] });
  expect(fields.length).toBeLessThanOrEqual(300);
  expect(fields.flatMap(({ values }) => values).every((value) => value === "1")).toBe(true);
});
