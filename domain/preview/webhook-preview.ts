import { z } from "zod";
import { FAILURE_CODES } from "@/domain/delivery/failure-codes";
import { givenEvent } from "@/domain/event/given-event";
import { storableText } from "@/domain/storable-text";
import { HTTP_METHODS } from "@/domain/webhook/http-methods";

/**
 * The event to preview: a published event (`event_id`, its own id or a delivery's), an event as it would be published (`event`,
 * without its name), the call of an automation (`automation_id`), or with none of them the example of the event's type. `config` is
 * an unsaved configuration in place of the saved one.
 */
const event = {
  event_id: storableText({ min: 1, max: 255 }).optional(),
  event: givenEvent.optional(),
  automation_id: storableText({ min: 1, max: 255 }).optional(),
};
const config = z.record(z.string(), z.unknown(), "Give the webhook's configuration.");
const oneEvent = <Shape extends { event_id?: unknown; event?: unknown; automation_id?: unknown }>(given: Shape) =>
  [given.event_id, given.event, given.automation_id].filter((one) => one !== undefined).length <= 1;
const TWO_EVENTS = { error: "Give one of event_id, event and automation_id.", path: ["event"] };

export const previewOptions = z.strictObject({ ...event, config: config.optional() }).refine(oneEvent, TWO_EVENTS);
export const unsavedPreviewOptions = z.strictObject({ ...event, config }).refine(oneEvent, TWO_EVENTS);

const problem = z.object({ code: z.enum(FAILURE_CODES), message: z.string() });

/** A delivery of the event as it would be made. Nothing is sent or stored. */
export const webhookPreview = z.object({
  /** The event that was previewed. */
  event: z.object({ source: z.enum(["published", "given", "example"]), event_id: z.string(), event_name: z.string() }),
  /** The filter's verdict and its reason. An event that the filter refuses is previewed too. */
  filter: z.object({ verdict: z.enum(["send", "skip", "failed"]), reason: z.string() }),
  /** The text before the transform. */
  payload: z.string(),
  transform: z.object({
    status: z.enum(["none", "applied", "nothing", "failed"]),
    /** The text that the transform made. */
    payload: z.string().optional(),
    message: z.string().optional(),
    /** The position in the expression where it failed, in characters; absent where it is not known. */
    position: z.int().optional(),
  }),
  /** The request as it would be made now, with credentials redacted; null where the transform leaves nothing to send. */
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
  /** The reasons why it could not be sent: a missing variable, no URL, a transform that fails. */
  problems: z.array(problem),
  /** The differences that do not stop it from being sent: numbers that the webhook's JSONata sees with another value. */
  warnings: z.array(z.object({ step: z.enum(["filter", "transform"]), path: z.string(), message: z.string() })),
});
export type WebhookPreview = z.output<typeof webhookPreview>;

/** The answer that a form shows: the preview, or the reasons why the entries could not be saved. */
export const previewAnswer = z.discriminatedUnion("type", [
  z.object({ type: z.literal("preview"), preview: webhookPreview }),
  z.object({ type: z.literal("refused"), messages: z.array(z.string()) }),
]);
export type PreviewAnswer = z.output<typeof previewAnswer>;
