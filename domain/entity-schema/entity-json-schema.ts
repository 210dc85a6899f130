import { attributeValueSchema } from "@/domain/entity-schema/attribute-value";
import { attributesOf, type EntitySchema } from "@/domain/entity-schema/entity-schema";
import { createReferences, type GiveShape, giveInline } from "@/domain/entity-schema/value-shapes";
import { type JsonSchema, SCHEMA_DIALECT } from "@/domain/event/json-schema";

const SYSTEM_REQUIRED = ["_id", "_org", "_schema", "_title", "_created_at", "_updated_at"];

/** The parts of a schema that its JSON Schema is made from. */
export type DescribedSchema = Pick<EntitySchema, "slug" | "name" | "attributes" | "capabilities" | "description">;

/**
 * Returns the JSON Schema (2020-12) of a schema's entities, as the API answers them. What several attributes have in common stands
 * under `$defs`, or with `dereference` at each place itself. Attributes that the schema does not have are allowed.
 */
export function entityJsonSchema({ schema, dereference }: { schema: DescribedSchema; dereference: boolean }): JsonSchema {
  const references = createReferences();
  const give = dereference ? giveInline : references.give;
  const { properties, required } = attributesJsonSchema(schema, give);
  const { description } = schema;
  const written = {
    $schema: SCHEMA_DIALECT,
    title: schema.name,
    ...(typeof description === "string" && { description }),
    type: "object",
    // What Postern says of an entity comes last, so that no attribute takes its place.
    properties: { ...properties, ...systemProperties(schema.slug, give) },
    required: [...SYSTEM_REQUIRED, ...required.filter((name) => !SYSTEM_REQUIRED.includes(name))],
  };
  return dereference ? written : { ...written, $defs: references.defs() };
}

/** Returns the JSON Schemas of a schema's attributes by their names, and the names of those that an entity must have. */
export function attributesJsonSchema(
  schema: Pick<EntitySchema, "attributes" | "capabilities">,
  give: GiveShape = giveInline,
): { properties: Readonly<Record<string, JsonSchema>>; required: readonly string[] } {
  const attributes = attributesOf(schema);
  return {
    properties: Object.fromEntries(attributes.map((attribute) => [attribute.name, attributeValueSchema(attribute, give)])),
    required: attributes.filter(({ required }) => required).map(({ name }) => name),
  };
}

function systemProperties(slug: string, give: GiveShape): Readonly<Record<string, JsonSchema>> {
  const readOnly = { readOnly: true };
  const people: JsonSchema = { type: "array", items: { type: "string", examples: ["org:123"] } };
  return {
    _id: { type: "string", format: "uuid", ...readOnly },
    _org: { type: "string", description: "The organization that the entity belongs to.", ...readOnly },
    _owners: { type: "array", items: give("Owner"), ...readOnly },
    _schema: { type: "string", const: slug, ...readOnly },
    _title: { type: ["string", "null"], ...readOnly },
    _tags: { type: ["array", "null"], items: { type: "string", examples: ["example"] } },
    _created_at: { type: "string", format: "date-time", ...readOnly },
    _updated_at: { type: "string", format: "date-time", ...readOnly },
    _acl: { type: "object", properties: { view: people, edit: people, delete: people }, ...readOnly },
  };
}
