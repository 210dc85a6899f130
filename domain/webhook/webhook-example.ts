import { z } from "zod";
import { storableText } from "@/domain/storable-text";

/** The contract's ExampleRequest; the body may be absent. `automation_id`: as that automation's action would call the webhook. */
export const exampleOptions = z.strictObject({ automation_id: storableText({ min: 1, max: 255 }).nullish() });

/** The contract's ExampleResponse: what a delivery would carry, in the webhook's own format. */
export const webhookExample = z.record(z.string(), z.unknown());
export type WebhookExample = z.output<typeof webhookExample>;
