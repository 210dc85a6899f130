import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { BUILT_IN_EVENT_TYPES } from "@/domain/event/event-types";
import { exampleFromSchema } from "@/domain/event/example-from-schema";
import { inferSchema } from "@/domain/event/infer-schema";
import { parseJson } from "@/domain/json/parse-json";
import { runWithin, WorkTimeoutError } from "@/server/event-type/run-within";
import { createSchemaChecks } from "@/server/event-type/schema-checks";

const schemas = createSchemaChecks();

const faultsOf = (schema: Record<string, unknown>, value: unknown) => schemas.compile(schema).validate(value);
const nest = (levels: number) =>
  Object.fromEntries(
    Array.from({ length: levels }, (_, level) => [
      `l${level}`,
      { allOf: Array(4).fill({ $ref: level === 0 ? "#/$defs/end" : `#/$defs/l${level - 1}` }) },
    ]),
  );

describe("compile", () => {
  it("names the path of each fault, missing fields and fields too many by their own", () => {
    const schema = {
      type: "object",
      required: ["entity"],
      properties: {
        entity: {
          type: "object",
          required: ["_id"],
          additionalProperties: false,
          properties: { _id: { type: "string" }, status: { enum: ["open", "won"] }, items: { type: "array", items: { type: "integer" } } },
        },
      },
    };
    expect(faultsOf(schema, { entity: { _id: "1", status: "open", items: [1] } })).toEqual([]);
    expect(
      faultsOf(schema, { entity: { status: "lost", items: [1, "x"], colour: 1 } })
        .map(({ path }) => path)
        .sort(),
    ).toEqual(["entity._id", "entity.colour", "entity.items.1", "entity.status"]);
    expect(faultsOf(schema, {})).toEqual([{ path: "entity", message: "The event type's schema requires this." }]);
  });

  it("speaks 2020-12, with its formats, and takes unknown keywords for notes", () => {
    const schema = { prefixItems: [{ type: "string", format: "email" }], unevaluatedItems: false, "x-note": 1, format: "unheard-of" };
    expect(faultsOf(schema, ["ada@example.com"])).toEqual([]);
    expect(faultsOf(schema, ["ada"])).toHaveLength(1);
    expect(faultsOf(schema, ["ada@example.com", 1])).toHaveLength(1);
  });

  it.each([
    [{ type: "nonsense" }, /no JSON Schema/],
    [{ $ref: "https://example.com/schema.json" }, /leads out of this schema/],
    [{ $ref: "file:///etc/passwd" }, /leads out of this schema/],
    [{ pattern: "^(?=a)b" }, /pattern .* not supported/],
    [{ pattern: "(a)\\1" }, /not supported/],
    [{ patternProperties: { "(": {} } }, /pattern/],
    [{ $async: true, required: ["entity"] }, /schema\/\$async.* remove/],
    [{ $defs: { order: { items: { $async: true } } } }, /schema\/\$defs\/order\/items\/\$async/],
    [{ $ref: "#/order", order: { $async: true } }, /async/],
    [{ $ref: "#/$defs/loop", $defs: { loop: { $ref: "#/$defs/loop" } } }, /without an end/],
  ])("refuses %j in words", (schema, words) => {
    expect(() => schemas.compile(schema)).toThrow(words);
  });

  it("takes $async for a name like any other where it stands for data", () => {
    expect(faultsOf({ properties: { $async: { type: "string" }, kept: { const: { $async: true } } } }, { $async: 1 })).toHaveLength(1);
  });

  it.each([
    { properties: { child: { $ref: "#" }, count: { type: "number" } } },
    { $id: "https://example.com/node", properties: { child: { $ref: "node" }, count: { type: "number" } } },
    { $ref: "#/$defs/node", $defs: { node: { properties: { child: { $ref: "#/$defs/node" }, count: { type: "number" } } } } },
  ])("follows a schema that refers to itself as deep as the value goes: %j", (schema) => {
    expect(faultsOf(schema, { count: 1, child: { child: { count: 2 } } })).toEqual([]);
    expect(faultsOf(schema, { child: { child: { count: "two" } } })).toMatchObject([{ path: "child.child.count" }]);
  });

  it.each([{ $ref: "#" }, { anyOf: [{ type: "string" }, { $ref: "#" }] }])("breaks off where %j never comes to an end", (schema) => {
    expect(() => faultsOf(schema, {})).toThrow(/without an end/);
  });

  it.each([
    ["[19.99,0.07,1.10,4.35e3,-3]", 0.01],
    ["[0.3,1.1]", 0.1],
    ["[3e-7,2]", 1e-7],
    ["[4.35e15,9007199254740993.37]", 0.01],
    ["[1e308,1e400,1e999999999]", 0.125],
    ["[1152921504606846978]", 2],
  ])("counts in decimal whether each of %s is a multiple of %d, as JSON Schema does", (items, multipleOf) => {
    expect(faultsOf({ items: { multipleOf } }, parseJson(items))).toEqual([]);
  });

  it("says what is no multiple, also where a double or a precision of some digits would take it for one", () => {
    const schema = { properties: { price: { multipleOf: 0.01 }, ids: { items: { multipleOf: 2 } } } };
    expect(faultsOf(schema, parseJson('{"price":19.99000000000000000001,"ids":[2,1152921504606846977,1]}'))).toEqual([
      { path: "price", message: "By the event type's schema this must be multiple of 0.01." },
      { path: "ids.1", message: expect.any(String) },
      { path: "ids.2", message: expect.any(String) },
    ]);
    const approximate = new Ajv2020({ multipleOfPrecision: 6, strict: false }).compile({ multipleOf: 1 });
    expect([approximate(1.0000001), faultsOf({ multipleOf: 1 }, 1.0000001).length]).toEqual([true, 1]);
  });

  it("takes exact numbers for numbers, and whole ones for integers", () => {
    const schema = { items: { type: "integer", minimum: 1, maximum: Number.MAX_VALUE } };
    expect(faultsOf(schema, parseJson("[1.0,1e2,1152921504606846977,1e400]"))).toEqual([]);
    expect(faultsOf(schema, parseJson("[1.50,-0,1e-400,-1e400]")).map(({ path }) => path)).toEqual(["0", "1", "2", "2", "3"]);
    expect(faultsOf({ items: { enum: [19.9], const: 19.9 }, uniqueItems: true }, parseJson("[19.90,19.9]"))).toHaveLength(1);
  });

  it("is not held up by a catastrophic pattern", () => {
    const validator = schemas.compile({ type: "string", pattern: "^(a+)+$" });
    // A backtracking engine would not finish this in a lifetime.
    expect(validator.validate(`${"a".repeat(20_000)}b`)).toHaveLength(1);
  });

  it("knows no difference between a property called __proto__ and any other", () => {
    const schema = JSON.parse('{"properties":{"__proto__":{"type":"string"},"constructor":{"type":"string"}}}');
    expect(faultsOf(schema, JSON.parse('{"constructor":1}'))).toHaveLength(1);
    expect(faultsOf(schema, {})).toEqual([]);
    expect(Object.prototype).not.toHaveProperty("type");
  });
});

describe("vet", () => {
  it("breaks off a schema that takes exponentially long", () => {
    const schema = { $defs: { end: { type: ["string", "number"] }, ...nest(20) }, $ref: "#/$defs/l19" };
    expect(() => schemas.vet(schema, 1)).toThrow(/too long/);
  });

  it("tries a schema without an example as well", () => {
    expect(() => schemas.vet({ $ref: "#" })).toThrow(/without an end/);
    expect(schemas.vet({ type: "object", required: ["a"] })).toEqual([]);
  });

  it("gives the faults of an example", () => {
    expect(schemas.vet({ type: "object" }, { a: 1 })).toEqual([]);
    expect(schemas.vet({ type: "object", required: ["a"] }, {})).toEqual([{ path: "a", message: expect.any(String) }]);
  });

  it.each(BUILT_IN_EVENT_TYPES.map((type) => [type.name, type] as const))("finds nothing wrong with %s", (_name, type) => {
    expect(schemas.vet({ ...type.schema }, type.example)).toEqual([]);
    expect(schemas.vet({ ...type.schema }, exampleFromSchema(type.schema))).toEqual([]);
    expect(schemas.vet({ ...inferSchema([type.example]) }, type.example)).toEqual([]);
  });
});

describe("runWithin", () => {
  it("gives what the work gives, throws what it throws, and breaks it off when it takes too long", () => {
    expect(runWithin(1_000, () => 5)).toBe(5);
    expect(() =>
      runWithin(1_000, () => {
        throw new TypeError("mine");
      }),
    ).toThrow(TypeError);
    expect(() =>
      runWithin(50, () => {
        for (;;);
      }),
    ).toThrow(WorkTimeoutError);
  });
});
