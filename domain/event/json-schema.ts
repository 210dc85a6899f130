/** A JSON Schema (2020-12), or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The dialect that schemas name. */
export const SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema";

/** Returns the schema of a text. The portal shows `description` beside the field. */
export function text(description?: string): JsonSchema {
  return { type: "string", ...(description && { description }) };
}

export function texts(): JsonSchema {
  return { type: "array", items: { type: "string" } };
}

export function oneOf(values: readonly string[]): JsonSchema {
  return { type: "string", enum: values };
}

/** Returns the schema of an object with these properties; it allows others. */
export function object(properties: Record<string, JsonSchema>, required: readonly string[] = []): JsonSchema {
  return { type: "object", properties, ...(required.length > 0 && { required }) };
}

/** Returns the schema of an object with unknown properties. */
export function open(description: string): JsonSchema {
  return { type: "object", description };
}
