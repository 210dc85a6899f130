import { isJsonObject } from "@/domain/json/json-object";

const MAX_LEVELS = 12;
const MAX_PROPERTIES = 1_000;

const TEXTS: Readonly<Record<string, string>> = {
  "date-time": "2026-03-01T12:00:00.000Z",
  date: "2026-03-01",
  time: "12:00:00Z",
  email: "ada@example.com",
  uuid: "7c5f2a1e-5d0b-4a0e-9a53-3f1f0c2b9d11",
  uri: "https://example.com/",
  hostname: "example.com",
  ipv4: "192.0.2.1",
};

/**
 * Returns an example of a JSON Schema: its constant, example, default or first choice, or else a value of its type. It is for
 * people to look at; a schema with conditions or references may refuse it.
 */
export function exampleFromSchema(schema: unknown, level = 0): unknown {
  if (!isJsonObject(schema) || level > MAX_LEVELS) return null;
  if (Object.hasOwn(schema, "const")) return schema["const"];
  const [example] = listOf(schema["examples"]);
  if (example !== undefined) return example;
  if (Object.hasOwn(schema, "default")) return schema["default"];
  const [choice] = listOf(schema["enum"]);
  if (choice !== undefined) return choice;
  const [first] = [...listOf(schema["oneOf"]), ...listOf(schema["anyOf"]), ...listOf(schema["allOf"])];
  if (first !== undefined && schema["type"] === undefined && schema["properties"] === undefined) return exampleFromSchema(first, level + 1);
  switch (typeOf(schema)) {
    case "object":
      return objectExample(schema["properties"], level);
    case "array":
      return schema["items"] === undefined ? [] : [exampleFromSchema(schema["items"], level + 1)];
    case "string":
      return TEXTS[String(schema["format"])] ?? "text";
    case "integer":
    case "number":
      return typeof schema["minimum"] === "number" ? schema["minimum"] : 1;
    case "boolean":
      return true;
    default:
      return null;
  }
}

function objectExample(properties: unknown, level: number): Record<string, unknown> {
  if (!isJsonObject(properties)) return {};
  const entries = Object.entries(properties).slice(0, MAX_PROPERTIES);
  return Object.fromEntries(entries.map(([key, property]) => [key, exampleFromSchema(property, level + 1)]));
}

function typeOf(schema: Readonly<Record<string, unknown>>): unknown {
  const { type } = schema;
  if (Array.isArray(type)) return type.find((one) => one !== "null") ?? "null";
  return type ?? (schema["properties"] ? "object" : schema["items"] ? "array" : undefined);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
