import { z } from "zod";
import { FIELD_TYPES } from "@/domain/filter/filter-condition";

/** What an event type's events look like: the fields they have, and the latest of them, newest first. */
export const eventSamples = z.object({
  fields: z.array(
    z.object({
      path: z.string(),
      type: z.enum(FIELD_TYPES),
      isList: z.boolean(),
      isOfObjects: z.boolean(),
      isOfItems: z.boolean(),
      values: z.array(z.string()),
    }),
  ),
  events: z.array(
    z.object({
      event_id: z.string(),
      created_at: z.iso.datetime(),
      /** What the event is about, in a word or two; null where nothing in it says so. */
      title: z.string().nullable(),
    }),
  ),
});
export type EventSamples = z.output<typeof eventSamples>;
