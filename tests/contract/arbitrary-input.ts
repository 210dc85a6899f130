import fc from "fast-check";
import { z } from "zod";
import { ExactNumber } from "@/domain/json/exact-number";

/** The parts of a JSON Schema that are needed to generate values for it. */
interface Schema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  format?: string;
  minimum?: number;
  maximum?: number;
}

/** Numbers, by their digits, that JavaScript would write differently or cannot hold. */
const EXACT_NUMBERS = [
  "19.90",
  "-0",
  "1e5",
  "1152921504606846977",
  "1e400",
  "-1e999999999",
  "1e-999999999",
  `1e${"9".repeat(400)}`,
  "9".repeat(20_000),
].map((text) => new ExactNumber(text));

/** Moments that PostgreSQL or its driver cannot hold once they are in UTC or rounded. */
const EDGES_OF_TIME = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59.9999Z"];

/**
 * Values that have broken servers before: text that PostgreSQL cannot hold, numbers and times that overflow, names that
 * JavaScript treats specially.
 */
const NASTY: readonly unknown[] = [
  ...[
    "",
    " ",
    "\u0000",
    "\ud800",
    "\uffff",
    "__proto__",
    "constructor",
    "%00",
    "../..",
    "{{ env.key }}",
    "'; select 1; --",
    "x".repeat(70_000),
  ],
  ...EXACT_NUMBERS,
  ...[0, -0, -1, 0.5, 1e308, -1e308, 2 ** 31, 2 ** 53, Number.MIN_VALUE],
  ...["0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z", "+275760-09-13T00:00:00Z", "2025-02-30T00:00:00Z", "-infinity"],
  ...EDGES_OF_TIME,
  ...[null, true, [], {}, [[]], [null], { "": 1 }, JSON.parse('{"__proto__": {"a": 1}}'), nested(1_000)],
  ...["http://[::1", "http://user:secret@example.com", "http://0x7f.1/", "https://example.com:99999/", "javascript:alert(1)"],
];

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { a: value };
  return value;
}

const anything = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.constantFrom(...EXACT_NUMBERS),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: "binary" }),
);

/**
 * Generates inputs for a zod schema. Most parts match the schema; some parts do not, and sometimes the whole input is a different
 * value.
 */
export function arbitraryInput(schema: z.ZodType): fc.Arbitrary<unknown> {
  const described = z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "inline" });
  return fc.oneof({ weight: 8, arbitrary: fitting(described as Schema) }, { weight: 1, arbitrary: anything });
}

function part(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: fitting(schema) }, { weight: 1, arbitrary: anything });
}

function fitting(schema: Schema): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if ("const" in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (choices) return fc.oneof(...choices.map(part));
  switch (schema.type) {
    case "object":
      return objectOf(schema);
    case "array":
      return fc.array(schema.items ? part(schema.items) : anything, { maxLength: 4 });
    case "integer":
      return fc.integer({ min: Math.max(schema.minimum ?? 0, -(2 ** 31)), max: Math.min(schema.maximum ?? 1_000, 2 ** 31 - 1) });
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "string":
      return textOf(schema);
    default:
      return anything;
  }
}

function objectOf({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const model = Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, part(value)]));
  // Sometimes a required field is omitted too.
  const known = fc.oneof(
    { weight: 6, arbitrary: fc.record(model, { requiredKeys: required.filter((key) => key in model), noNullPrototype: true }) },
    { weight: 1, arbitrary: fc.record(model, { requiredKeys: [], noNullPrototype: true }) },
  );
  const withMore = fc.tuple(known, fc.dictionary(fc.string(), anything, { maxKeys: 2 })).map(([object, more]) => ({ ...object, ...more }));
  return fc.oneof({ weight: 6, arbitrary: known }, { weight: 1, arbitrary: withMore });
}

function textOf({ format }: Schema): fc.Arbitrary<string> {
  if (format === "date-time") {
    const dates = fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
    return fc.oneof({ weight: 4, arbitrary: dates }, { weight: 1, arbitrary: fc.constantFrom(...EDGES_OF_TIME) });
  }
  return fc.oneof(
    fc.constantFrom("product_updated", "https://example.com/hooks", "key", "Name"),
    fc.string({ unit: "binary", maxLength: 40 }),
  );
}
