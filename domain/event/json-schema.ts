/** A JSON Schema (2020-12), or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What schemas name as their language. */
export const SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema";

/** The few shapes that event schemas are made of. `description` is shown beside the field in the portal. */
export function text(description?: string): JsonSchema {
  return { type: "string", ...(description && { description }) };
}

export function texts(): JsonSchema {
  return { type: "array", items: { type: "string" } };
}

export function oneOf(values: readonly string[]): JsonSchema {
  return { type: "string", enum: values };
}

/** An object with these properties, and others. */
export function object(properties: Record<string, JsonSchema>, required: readonly string[] = []): JsonSchema {
  return { type: "object", properties, ...(required.length > 0 && { required }) };
}

/** An object of which nothing is known beforehand. */
export function open(description: string): JsonSchema {
  return { type: "object", description };
}
