import { z } from "zod";
import type { Attributes } from "@/domain/entity/entity";
import { entitySlug } from "@/domain/entity-schema/entity-schema";
import { jsonObject } from "@/domain/event/given-content";
import { objectOnly } from "@/domain/json/json-object";
import { storableText } from "@/domain/storable-text";
import { findStorageFault } from "@/domain/storage-fault";

/** The most bytes of an entity's attributes as JSON, and of a body that sets some. */
export const MAX_ENTITY_BYTES = 256 * 2 ** 10;

const title = z.string("Give a text or null.").max(500, "This is too long: at most 500 characters.").nullish();

/** The attributes of an entity in a body. Keys that Postern itself sets are accepted and ignored. */
export const entityBody = objectOnly(
  jsonObject
    .refine((body) => findStorageFault(body) === null, { error: (issue) => findStorageFault(issue.input)?.message, abort: true })
    .refine((body) => title.safeParse(body["_title"]).success, {
      error: "Give a text of at most 500 characters, or null.",
      path: ["_title"],
    })
    .transform((body): Attributes => body),
).meta({ type: "object" });

/** The form of an entity's id: a UUID. It is kept and answered in lower case. */
export const ENTITY_ID_FORM = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const entityId = z.string("Give the entity's id.").regex(ENTITY_ID_FORM, "An entity's id is a UUID.").toLowerCase();

/** The path of an entity. An id that is no UUID names none, so that it is not found. */
export const entityReference = z.object({ slug: entitySlug, id: z.string().toLowerCase() });

/** The form of an activity's id: a ULID. */
export const ACTIVITY_ID_FORM = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i;
/** The activity that an operation is to belong to. An empty text is none. */
const givenActivityId = z
  .union([z.literal(""), z.string().regex(ACTIVITY_ID_FORM, "An activity's id is a ULID, such as 01F130Q52Q6MWSNS8N2AVXV4JN.")])
  .transform((id) => (id === "" ? undefined : id.toUpperCase()))
  .optional();

/** The options of an operation that changes an entity, beside its body. */
export const changeOptions = z.object({
  activityId: givenActivityId,
  isFillingActivity: z.boolean().optional(),
  isDryRun: z.boolean().optional(),
  isValidated: z.boolean().optional(),
});
export type ChangeOptions = z.output<typeof changeOptions>;

const FIELD_PATH = "Give a dot path such as email.0.email.";

/** The body of an upsert: the attributes whose values name the entity, and what is set. */
export const entityUpsert = z.strictObject({
  unique_key: z
    .array(storableText({ min: 1, max: 255, error: FIELD_PATH }), "Give a list of attributes.")
    .min(1, "Give at least one attribute.")
    .max(10, "Give at most 10 attributes."),
  entity: entityBody,
});

/** The attribute whose values are listed, and the text that they begin with. */
export const autocompletion = z.object({
  attribute: storableText({ min: 1, max: 255, error: "Name the attribute, such as _tags." }),
  input: storableText({ max: 255 }).optional(),
  slug: entitySlug.optional(),
  size: z.coerce.number("Give a whole number.").pipe(z.int().min(1).max(250)).optional().meta({ type: "integer" }),
});
