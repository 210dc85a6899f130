import { z } from "zod";
import { storableText } from "@/domain/storable-text";

/** The reference to one webhook, `{configId}` in the API's paths. */
export const webhookReference = z.strictObject({ configId: storableText({ min: 1, max: 255 }) });
export type WebhookReference = z.output<typeof webhookReference>;

/** The enabling or disabling of a webhook. */
export const webhookSwitch = webhookReference.extend({ enabled: z.boolean("Give true or false.") });
export type WebhookSwitch = z.output<typeof webhookSwitch>;

/** The options of a list of webhooks. `eventName` limits it to those of one event, by any of its names. */
export const webhookListOptions = z.object({ eventName: storableText({ max: 255 }).optional() });
export type WebhookListOptions = z.output<typeof webhookListOptions>;
