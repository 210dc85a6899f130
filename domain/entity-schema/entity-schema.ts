import { z } from "zod";

/** The most schemas of an organization: lists hold all of them. */
export const MAX_ENTITY_SCHEMAS = 100;
/** The most versions of one schema that are kept. The oldest go first. */
export const MAX_ENTITY_SCHEMA_VERSIONS = 100;
const MAX_ATTRIBUTES = 500;
const MAX_CAPABILITIES = 200;
const MAX_NAME_LENGTH = 255;

/**
 * The words that stand in the place of a slug in paths of the API's definition. A schema of such a name could not be reached, or
 * would hide an operation.
 */
export const RESERVED_SLUGS: readonly string[] = [
  ...["activity", "schemas", "view", "views", "taxonomies"],
  ...["blueprints", "attributes", "capabilities", "group", "headline"],
];

const SLUG_HINT = "Begin with a letter and use letters, digits, _ and - only, at most 64 characters.";

/** The name of an entity schema in paths and in `_schema`. */
export const entitySlug = z
  .string("Give the schema's slug, such as contact.")
  .max(64, SLUG_HINT)
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, SLUG_HINT);

const label = z.string("Give a text.").max(MAX_NAME_LENGTH, `This is too long: at most ${MAX_NAME_LENGTH} characters.`);
const attributeName = label.min(1, "Give a name.").refine((name) => name !== "__proto__", "This name cannot be used.");
const flag = z.boolean("Give true or false.").nullish();

/** One value that may be chosen: a text, or a value with a title. */
const attributeOption = z.union(
  [z.string(), z.null(), z.looseObject({ value: z.string(), title: z.string().nullish() })],
  "Give a text, or { value, title }.",
);

/**
 * One attribute of an entity. Everything that is not named here is kept and answered as it was given. An unknown `type` is allowed
 * and says nothing of the value.
 */
export const entityAttribute = z.looseObject({
  name: attributeName,
  label,
  type: label.min(1, "Give a type, such as string."),
  required: flag,
  readonly: flag,
  repeatable: flag,
  deprecated: flag,
  default_value: z.unknown().optional(),
  constraints: z.record(z.string(), z.unknown(), "Give a JSON object.").nullish(),
  /** The choices of select, radio, multiselect, checkbox and status. */
  options: z.array(attributeOption, "Give a list of options.").nullish(),
  allow_any: flag,
  allow_extra_options: flag,
  /** For a number: `number` means a JSON number. It is a text otherwise. */
  data_type: z.enum(["number", "string"]).nullish(),
  /** For a relation: the most entities that it leads to, and their schemas. */
  relation_type: z.enum(["has_one", "has_many"]).nullish(),
  allowedSchemas: z.array(z.string()).nullish(),
});
export type EntityAttribute = z.output<typeof entityAttribute>;

const entityCapability = z.looseObject({
  name: label.min(1, "Give a name."),
  attributes: z.array(entityAttribute, "Give a list of attributes.").max(MAX_ATTRIBUTES).nullish(),
});

/**
 * The kind of an entity: its attributes and how it is shown. Everything that is not named here is kept and answered as it was
 * given.
 */
export const entitySchema = z.looseObject({
  slug: entitySlug,
  name: label.min(1, "Give a name."),
  plural: label.min(1, "Give the name of several, such as Contacts."),
  description: z.string("Give a text.").max(2_000).nullish(),
  /** The title of an entity, with attributes in braces: `{{first_name}} {{last_name}}`. */
  title_template: z.string("Give a text.").max(1_000).nullish(),
  attributes: z.array(entityAttribute, "Give a list of attributes.").max(MAX_ATTRIBUTES, `Give at most ${MAX_ATTRIBUTES} attributes.`),
  capabilities: z
    .array(entityCapability, "Give a list of capabilities.")
    .max(MAX_CAPABILITIES, `Give at most ${MAX_CAPABILITIES} capabilities.`),
});
export type EntitySchema = z.output<typeof entitySchema>;

/** A version of a schema, as the API answers it. */
export const entitySchemaItem = entitySchema.extend({
  /** The id of this version. */
  id: z.string(),
  version: z.int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type EntitySchemaItem = z.output<typeof entitySchemaItem>;

/** Returns all attributes of a schema's entities: its own, and those of its capabilities. The first of a name counts. */
export function attributesOf({ attributes, capabilities }: Pick<EntitySchema, "attributes" | "capabilities">): EntityAttribute[] {
  const all = [...attributes, ...capabilities.flatMap((capability) => capability.attributes ?? [])];
  const byName = new Map(all.toReversed().map((attribute) => [attribute.name, attribute]));
  return [...byName.values()].toReversed();
}
