import { z } from "zod";
import { storableText } from "@/domain/storable-text";

/** Names one webhook, as `{configId}` in the API's paths. */
export const webhookReference = z.strictObject({ configId: storableText({ min: 1, max: 255 }) });
export type WebhookReference = z.output<typeof webhookReference>;

/** A webhook that is to be enabled or disabled. */
export const webhookSwitch = webhookReference.extend({ enabled: z.boolean("Give true or false.") });
export type WebhookSwitch = z.output<typeof webhookSwitch>;

/** What a list of webhooks may be narrowed to: those of one event, by any of its names. */
export const webhookListOptions = z.object({ eventName: storableText({ max: 255 }).optional() });
export type WebhookListOptions = z.output<typeof webhookListOptions>;
