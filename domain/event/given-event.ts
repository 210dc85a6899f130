import { z } from "zod";
import { givenMetadata, jsonObject, jsonObjects } from "@/domain/event/given-content";
import { objectOnly } from "@/domain/json/json-object";

const MAX_EVENT_ID_LENGTH = 255;

/** The fields of an event that a caller may give, without its name (contract.md "Publish"). */
export const givenEventFields = {
  entity: jsonObject.optional(),
  data: jsonObject.optional(),
  relations: jsonObjects.optional(),
  activity: jsonObject.optional(),
  changed_attributes: objectOnly(
    z.strictObject({ added: jsonObject.optional(), updated: jsonObject.optional(), deleted: jsonObject.optional() }),
  ).optional(),
  previous_attributes: jsonObject.optional(),
  metadata: givenMetadata.optional(),
  event_id: z
    .string("Give a text.")
    .regex(/^[\x21-\x7e]+$/, "Use visible ASCII characters only, without spaces, and at least one.")
    .max(MAX_EVENT_ID_LENGTH, `At most ${MAX_EVENT_ID_LENGTH} characters.`)
    .optional(),
};

/** Checks whether an event has at most one of `entity` and `data`, which is another name of `entity`. */
export const hasOneContent = (event: { entity?: unknown; data?: unknown }) => event.entity === undefined || event.data === undefined;
export const TWO_CONTENTS = { path: ["data"], message: "Give either entity or data, not both." };

/** An event as it is published, without its name, which is known from elsewhere. */
export const givenEvent = objectOnly(
  z.strictObject(givenEventFields, 'Give the event as a JSON object, such as {"entity": {}}.').refine(hasOneContent, TWO_CONTENTS),
);
export type GivenEvent = z.output<typeof givenEvent>;
