import { z } from "zod";
import { FAILURE_CODES } from "@/domain/delivery/failure-codes";
import { givenEvent } from "@/domain/event/given-event";
import { storableText } from "@/domain/storable-text";
import { HTTP_METHODS } from "@/domain/webhook/http-methods";

/**
 * What to preview: an event that was published (`event_id`, its own or a delivery's), one as it would be published (`event`, without its
 * name), or with neither the example of the event's type. `config`: a configuration that is not saved, instead of the saved one.
 */
const event = {
  event_id: storableText({ min: 1, max: 255 }).optional(),
  event: givenEvent.optional(),
};
const config = z.record(z.string(), z.unknown(), "Give the webhook's configuration.");
const oneEvent = <Shape extends { event_id?: unknown; event?: unknown }>(given: Shape) =>
  given.event_id === undefined || given.event === undefined;
const TWO_EVENTS = { error: "Give event_id or event, not both.", path: ["event"] };

export const previewOptions = z.strictObject({ ...event, config: config.optional() }).refine(oneEvent, TWO_EVENTS);
export const unsavedPreviewOptions = z.strictObject({ ...event, config }).refine(oneEvent, TWO_EVENTS);

const problem = z.object({ code: z.enum(FAILURE_CODES), message: z.string() });

/** What a delivery of the event would be. Nothing of it is sent or kept. */
export const webhookPreview = z.object({
  /** Which event was taken. */
  event: z.object({ source: z.enum(["published", "given", "example"]), event_id: z.string(), event_name: z.string() }),
  /** What the filter says, and why. What it refuses is shown all the same. */
  filter: z.object({ verdict: z.enum(["send", "skip", "failed"]), reason: z.string() }),
  /** The text before the transform. */
  payload: z.string(),
  transform: z.object({
    status: z.enum(["none", "applied", "nothing", "failed"]),
    /** The text that it made. */
    payload: z.string().optional(),
    message: z.string().optional(),
    /** How many characters into the expression it failed; absent where that is not known. */
    position: z.int().optional(),
  }),
  /** The request as it would be made now, credentials blacked out; null where the transform leaves nothing to send. */
  request: z
    .object({
      method: z.enum(HTTP_METHODS),
      url: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.string().nullable(),
      signature: z.string(),
      curl: z.string(),
    })
    .nullable(),
  /** What would keep it from being sent: a variable that does not exist, no URL, a transform that fails. */
  problems: z.array(problem),
  /** What would be sent all the same, but not as one may think: a number that the webhook's JSONata sees with another value. */
  warnings: z.array(z.object({ step: z.enum(["filter", "transform"]), path: z.string(), message: z.string() })),
});
export type WebhookPreview = z.output<typeof webhookPreview>;

/** What a form is shown: the preview, or why what is typed so far could not be saved. */
export const previewAnswer = z.discriminatedUnion("type", [
  z.object({ type: z.literal("preview"), preview: webhookPreview }),
  z.object({ type: z.literal("refused"), messages: z.array(z.string()) }),
]);
export type PreviewAnswer = z.output<typeof previewAnswer>;
