import { z } from "zod";
import { entityId } from "@/domain/entity/entity-input";
import { jsonObject } from "@/domain/event/given-content";
import { objectOnly } from "@/domain/json/json-object";
import { storableText } from "@/domain/storable-text";

/** The most entities that an activity is attached to at once. */
const MAX_ENTITIES = 1_000;
const MAX_PAYLOAD = 64 * 2 ** 10;
const MAX_FROM = 10_000;
const MAX_PAGE = 100;
const MAX_OPERATIONS = 1_000;
const MAX_OPERATIONS_FROM = 1_000_000;

const NUL = "A text in it must not contain NUL.";

/** The body of an activity, and nothing else. */
export const activityBody = z.strictObject({
  type: storableText({ min: 1, max: 255 }),
  title: storableText({ min: 1, max: 1_000 }),
  message: storableText({ max: 10_000 }),
  payload: objectOnly(
    jsonObject
      .refine((payload) => JSON.stringify(payload).length <= MAX_PAYLOAD, `This is too long: at most ${MAX_PAYLOAD / 2 ** 10} KiB.`)
      .refine((payload) => !JSON.stringify(payload).includes("\\u0000"), NUL),
  ).optional(),
  pending: z.boolean().default(false),
});

/** The entities that an activity is about. */
export const attachedEntities = z.array(entityId).max(MAX_ENTITIES, `Name at most ${MAX_ENTITIES} entities.`).default([]);
/** The path of an activity. An id that is no ULID names none, so that it is not found. */
export const activityReference = z.object({ id: z.string() });

const count = z.coerce.number("Give a whole number.").pipe(z.int("Give a whole number."));

/** The page of an activity's operations. */
export const operationsPage = z.object({
  operations_size: count.pipe(z.int().min(0).max(MAX_OPERATIONS)).optional().meta({ type: "integer" }),
  operations_from: count.pipe(z.int().min(0).max(MAX_OPERATIONS_FROM)).optional().meta({ type: "integer" }),
});

const moment = z.iso.datetime({ offset: true, error: "Give a time such as 2026-03-01T12:00:00.000Z." });

/** The choice of activities of an entity's feed, and the page. */
export const feedQuery = z.object({
  after: moment.optional(),
  before: moment.optional(),
  start_date: moment.optional(),
  end_date: moment.optional(),
  preset_range: z.enum(["today", "this_week", "last_week"]).optional(),
  from: count.pipe(z.int().min(0).max(MAX_FROM)).optional().meta({ type: "integer" }),
  size: count
    .pipe(z.int().min(1))
    .transform((size) => Math.min(size, MAX_PAGE))
    .optional()
    .meta({ type: "integer" }),
  type: z
    .array(storableText({ max: 255 }))
    .max(100)
    .optional(),
});

const baseActivity = {
  _id: z.string(),
  timestamp: z.iso.datetime(),
  type: z.string(),
  title: z.string(),
  message: z.string(),
  payload: z.looseObject({}).optional(),
  pending: z.boolean().optional(),
  caller: z.looseObject({}),
};

/** An activity as the API answers it, without and with its operations. */
export const baseActivityAnswer = z.object(baseActivity);
export const activityAnswer = z.object({
  ...baseActivity,
  operations_total: z.int(),
  operations: z.array(
    z.object({
      entity: z.string(),
      org: z.string(),
      activity_id: z.string(),
      activity_type: z.string(),
      operation: z.string(),
      params: z.looseObject({}),
      payload: z.looseObject({}),
      diff: z.looseObject({}),
    }),
  ),
});
export const feedAnswer = z.object({ total: z.int(), results: z.array(activityAnswer) });
