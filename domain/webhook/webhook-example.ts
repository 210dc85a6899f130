import { z } from "zod";
import { storableText } from "@/domain/storable-text";

/** The contract's ExampleRequest; the body may be absent. With `automation_id` the example is that of the automation's own call. */
export const exampleOptions = z.strictObject({ automation_id: storableText({ min: 1, max: 255 }).nullish() });

/** The contract's ExampleResponse: the payload of a delivery, in the webhook's own format. */
export const webhookExample = z.record(z.string(), z.unknown());
export type WebhookExample = z.output<typeof webhookExample>;
