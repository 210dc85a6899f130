import { z } from "zod";
import { boundedObject } from "@/domain/bounded-object";
import { type EntityAttribute, entitySchema, entitySchemaItem, entitySlug, RESERVED_SLUGS } from "@/domain/entity-schema/entity-schema";
import { storableText } from "@/domain/storable-text";

/** The largest schema. It is far above any real one; a larger one is generated or an attack. */
const MAX_SCHEMA_BYTES = 256 * 1_024;
const MAX_PAGE_SIZE = 100;
const DEFAULT_PAGE_SIZE = 20;
const MAX_FROM = 10_000;

/** A field of an answer that the caller cannot set. It is ignored in the input, so that an answer can be sent back unchanged. */
const readOnly = z.unknown().optional();
const READ_ONLY = { id: readOnly, version: readOnly, created_at: readOnly, updated_at: readOnly };

const bounded = boundedObject(MAX_SCHEMA_BYTES);

/** The whole new state of an entity schema. */
export const entitySchemaInput = entitySchema
  .extend({ slug: entitySlug.optional(), ...READ_ONLY })
  .superRefine((given, { addIssue }) => {
    for (const { message } of bounded.safeParse(given).error?.issues ?? []) addIssue({ code: "custom", message, path: [] });
    checkAttributes(given.attributes, (index, field, message) => addIssue({ code: "custom", message, path: ["attributes", index, field] }));
  })
  .transform(({ id: _id, version: _version, created_at: _created, updated_at: _updated, ...schema }) => schema);

function checkAttributes(attributes: readonly EntityAttribute[], add: (index: number, field: string, message: string) => void): void {
  const names = new Set<string>();
  for (const [index, { name, type, currency }] of attributes.entries()) {
    if (names.has(name)) add(index, "name", `There is an attribute ${name} already. Give each a name of its own.`);
    names.add(name);
    if (type === "currency" && !Array.isArray(currency)) add(index, "currency", "Give the list of currencies; it may be empty.");
  }
}

/** The reference to a schema by its slug. */
export const entitySchemaReference = z.strictObject({ slug: storableText({ min: 1, max: 255 }) });
export type EntitySchemaReference = z.output<typeof entitySchemaReference>;

/** A slug that a schema can have. */
export const newSlug = entitySlug.refine(
  (slug) => !RESERVED_SLUGS.includes(slug),
  `This name stands in a path of the API. A schema cannot be called ${RESERVED_SLUGS.join(", ")}.`,
);

const slugs = z.array(storableText({ max: 255 }));

/** The choice of schemas in a list. With `include` only these are listed, and those in `exclude` never. */
export const entitySchemaListOptions = z.object({ include: slugs.optional(), exclude: slugs.optional() });
export type EntitySchemaListOptions = z.output<typeof entitySchemaListOptions>;

/** The choice of one version by its id; absent, the latest. */
export const entitySchemaVersionOptions = z.object({ id: storableText({ max: 255 }).optional() });

const count = z.coerce.number("Give a whole number.").int("Give a whole number.").min(0);

/** The choice of a page of a schema's versions, the latest first. `fields` are the fields to give besides those that every schema has. */
export const entitySchemaPageOptions = z.object({
  versions_from: count.max(MAX_FROM).default(0),
  versions_size: count.max(MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
  fields: z.array(z.string()).optional(),
});
export type EntitySchemaPageOptions = z.input<typeof entitySchemaPageOptions>;

export const entitySchemaList = z.object({ results: z.array(entitySchemaItem) });
/** The fields that a version always has, whichever are asked for. */
const versionFields = entitySchemaItem.partial({ version: true, created_at: true, updated_at: true });
export const entitySchemaVersionList = z.object({
  versions: z.array(versionFields),
  versions_more: z.boolean(),
  /** Empty: a schema has no drafts. */
  drafts: z.array(versionFields),
  drafts_more: z.boolean(),
});
export type EntitySchemaVersionList = z.output<typeof entitySchemaVersionList>;

/** A JSON Schema, or an example of an entity. */
export const entityDocument = z.record(z.string(), z.unknown());
