import { type JsonSchema, SCHEMA_DIALECT } from "@/domain/event/json-schema";
import { isJsonObject } from "@/domain/json/json-object";

const MAX_PROPERTIES = 500;
const MAX_LEVELS = 20;

const FORMATS: readonly [format: string, pattern: RegExp][] = [
  ["date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/],
  ["date", /^\d{4}-\d\d-\d\d$/],
  ["uuid", /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i],
  ["email", /^[^\s@]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,8}$/i],
];

/**
 * Returns a JSON Schema (2020-12) that all of these values satisfy. A property is required when every object at its place has it.
 * A text has a format when all texts at its place have it. Other properties stay allowed. Objects with more than 500 properties
 * are taken for maps and are not described; nor are values deeper than 20 levels.
 */
export function inferSchema(samples: readonly unknown[]): JsonSchema {
  return { $schema: SCHEMA_DIALECT, ...infer(samples, 0) };
}

function infer(values: readonly unknown[], level: number): JsonSchema {
  const types = new Set(values.map(typeOf));
  // Every integer is a number.
  if (types.has("number")) types.delete("integer");
  const [only, ...others] = types;
  if (only === undefined || level > MAX_LEVELS) return {};
  return {
    type: others.length === 0 ? only : [...types],
    ...(types.has("string") && textFormat(values.filter((value) => typeof value === "string"))),
    ...(types.has("array") && { items: infer(values.filter(Array.isArray).flat(), level + 1) }),
    ...(types.has("object") && objectSchema(values.filter(isJsonObject), level)),
  };
}

function objectSchema(objects: readonly Readonly<Record<string, unknown>>[], level: number): JsonSchema {
  const keys = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  if (keys.length > MAX_PROPERTIES) return {};
  const valuesOf = (key: string) => objects.flatMap((object) => (Object.hasOwn(object, key) ? [object[key]] : []));
  const required = keys.filter((key) => objects.every((object) => Object.hasOwn(object, key)));
  return {
    properties: Object.fromEntries(keys.map((key) => [key, infer(valuesOf(key), level + 1)])),
    ...(required.length > 0 && { required }),
  };
}

function textFormat(texts: readonly string[]): JsonSchema {
  const found = FORMATS.find(([, pattern]) => texts.every((text) => text.length <= 320 && pattern.test(text)));
  return found ? { format: found[0] } : {};
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}
