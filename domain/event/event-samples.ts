import { z } from "zod";
import { FIELD_TYPES } from "@/domain/filter/filter-condition";

/** Samples of an event type: the fields of its events, and its latest events, newest first. */
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
      /** The event's subject in a word or two; null where the event has none. */
      title: z.string().nullable(),
    }),
  ),
});
export type EventSamples = z.output<typeof eventSamples>;
