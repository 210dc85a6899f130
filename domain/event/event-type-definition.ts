import { z } from "zod";
import { boundedObject } from "@/domain/bounded-object";
import { storableText } from "@/domain/storable-text";

/** The most event types of an organization: lists hold all of them, and publishers keep them in memory. */
export const MAX_EVENT_TYPES = 1_000;
/** The largest schema. It is far above any real one; a larger schema is generated or an attack. */
const MAX_SCHEMA_BYTES = 64 * 1_024;
const MAX_EXAMPLE_BYTES = 64 * 1_024;
const MAX_ALIASES = 10;

const NAME_HINT = "Begin with a letter and use letters, digits and . _ - : only, at most 128 characters.";
const name = z
  .string("Give the event type's name, such as order.created.")
  .max(128, NAME_HINT)
  .regex(/^[A-Za-z][A-Za-z0-9._:-]*$/, NAME_HINT);

/** A field of an answer that the caller cannot set. It is ignored in the input, so that an answer can be sent back unchanged. */
const readOnly = z.unknown().optional();

const settings = {
  label: storableText({ max: 255 }).nullish(),
  description: storableText({ max: 2_000 }).nullish(),
  aliases: z.array(name, "Give a list of names.").max(MAX_ALIASES, `Give at most ${MAX_ALIASES} aliases.`).nullish(),
  /** The JSON Schema 2020-12 of what is published, without the name and the id. */
  schema: boundedObject(MAX_SCHEMA_BYTES).nullish(),
  /** An example of what is published, without the name and the id. */
  example: boundedObject(MAX_EXAMPLE_BYTES).nullish(),
  /** True to refuse an event that does not match the schema. */
  strict: z.boolean("Give true or false.").nullish(),
  builtIn: readOnly,
  entitySchema: readOnly,
  webhooks: readOnly,
  created_at: readOnly,
  updated_at: readOnly,
};

const needsSchema = {
  path: ["schema"],
  message: "A strict event type needs a schema to check events by.",
};
const hasSchemaIfStrict = (given: { strict?: boolean | null | undefined; schema?: unknown }) => !given.strict || !!given.schema;

/** A custom event type on its creation. */
export const newEventType = z.strictObject({ name, ...settings }).refine(hasSchemaIfStrict, needsSchema);
/** The whole new state of an event type. An absent field becomes empty. The name cannot change. */
export const eventTypeChange = z.strictObject({ name: name.optional(), ...settings }).refine(hasSchemaIfStrict, needsSchema);
export type EventTypeSettings = z.output<typeof eventTypeChange>;

/** The reference to an event type by its name or an alias. */
export const eventTypeReference = z.strictObject({ name: storableText({ min: 1, max: 255 }) });
export type EventTypeReference = z.output<typeof eventTypeReference>;

const jsonObject = z.record(z.string(), z.unknown());

/** A webhook that listens to an event type. */
const eventTypeListener = z.object({ id: z.string(), name: z.string() });
export type EventTypeListener = z.output<typeof eventTypeListener>;

export const eventTypeAnswer = z.object({
  name: z.string(),
  label: z.string(),
  description: z.string(),
  aliases: z.array(z.string()),
  schema: jsonObject.nullable(),
  example: jsonObject.nullable(),
  strict: z.boolean(),
  /** True for an event type that comes with Postern, or follows from an entity schema. Only its `strict` can be changed. */
  builtIn: z.boolean(),
  /** The slug of the entity schema that it follows from; null for any other. */
  entitySchema: z.string().nullable(),
  /** The webhooks that listen to it, oldest first. */
  webhooks: z.array(eventTypeListener),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type EventTypeAnswer = z.output<typeof eventTypeAnswer>;

export const eventTypeList = z.object({ results: z.array(eventTypeAnswer) });
export const eventTypeDocument = jsonObject;

/** The event that a schema is inferred from; without an id, the type's latest events. */
export const inferSchemaInput = z.strictObject({ event_id: z.string().min(1).max(255).nullish() }).nullish();
export const inferredSchemaAnswer = z.object({
  schema: jsonObject,
  /** The events that the schema was inferred from, newest first. */
  event_ids: z.array(z.string()),
});
export type InferredSchema = z.output<typeof inferredSchemaAnswer>;
