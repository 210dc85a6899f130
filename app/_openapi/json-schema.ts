import { z } from "zod";
import { FIELD_DESCRIPTIONS } from "@/app/_openapi/field-descriptions";
import { NAMED_SCHEMAS } from "@/app/_openapi/named-schemas";
import { condition, givenCondition } from "@/domain/webhook/filter-conditions";

/** A JSON Schema of the dialect of OpenAPI 3.1. */
export type JsonSchema = { [key: string]: unknown };

/**
 * Returns a writer of JSON Schemas from zod schemas, which collects those with a name in `components`. With `input` a schema is
 * that of a caller's text, with defaults still to be filled in; with `output` it is that of an answer.
 */
export function createSchemaWriter() {
  const components: Record<string, JsonSchema> = {};
  const write = (schema: z.ZodType, io: "input" | "output"): JsonSchema => {
    const {
      $schema: _dialect,
      $defs = {},
      ...own
    } = z.toJSONSchema(schema, {
      io,
      unrepresentable: "any",
      metadata: NAMED_SCHEMAS,
      reused: "inline",
      // Names come from a registry of their own, all other metadata from zod's registry.
      override: ({ zodSchema, jsonSchema }) => Object.assign(jsonSchema, writeParsed(zodSchema), z.globalRegistry.get(zodSchema)),
    }) as JsonSchema & { $defs?: Record<string, JsonSchema> };
    for (const [name, definition] of Object.entries($defs)) components[name] = tidied(definition, name);
    const { id, ...rest } = own as JsonSchema & { id?: string };
    if (id === undefined) return tidied(rest);
    components[id] = tidied(rest, id);
    return { $ref: `#/components/schemas/${id}` };
  };
  return { write, components };
}

/** Returns the input of a schema that parses by itself, since zod cannot see it. */
function writeParsed(schema: z.core.$ZodType): JsonSchema {
  if (schema !== givenCondition) return {};
  const { $schema: _dialect, ...written } = z.toJSONSchema(condition, { io: "input" }) as JsonSchema;
  return written;
}

/** Returns a schema in a simpler form and with descriptions. */
function tidied(schema: JsonSchema, name = ""): JsonSchema {
  return walk(schema, name) as JsonSchema;
}

function walk(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => walk(item, name));
  if (typeof value !== "object" || value === null) return value;
  const { id: _name, ...schema } = value as JsonSchema;
  if (typeof schema["$ref"] === "string") return { ...schema, $ref: schema["$ref"].replace("#/$defs/", "#/components/schemas/") };
  // A format replaces its longer pattern.
  if (schema["format"] !== undefined) delete schema["pattern"];
  if (schema["minLength"] === 0) delete schema["minLength"];
  const properties = schema["properties"] as Record<string, JsonSchema> | undefined;
  const walked = Object.fromEntries(
    Object.entries(schema).map(([key, part]) => [key, key === "properties" || DATA.has(key) ? part : walk(part, name)]),
  );
  return properties === undefined ? walked : { ...walked, properties: describedProperties(properties, name) };
}

/** The keywords that hold values instead of schemas. */
const DATA: ReadonlySet<string> = new Set(["enum", "const", "default", "example", "examples", "required"]);

function describedProperties(properties: Record<string, JsonSchema>, name: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, property]) => property["x-undocumented"] === undefined)
      .map(([field, property]) => {
        const description = FIELD_DESCRIPTIONS[`${name}.${field}`] ?? FIELD_DESCRIPTIONS[field];
        const walked = walk(property, name) as JsonSchema;
        return [field, description === undefined || walked["description"] !== undefined ? walked : { ...walked, description }];
      }),
  );
}
