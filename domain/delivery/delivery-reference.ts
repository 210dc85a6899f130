import { z } from "zod";
import { storableText } from "@/domain/storable-text";

const id = storableText({ min: 1, max: 255 });

/** The reference to one delivery of one webhook, `{configId}` and `{eventId}` in the API's paths. */
export const deliveryOfWebhookReference = z.strictObject({ configId: id, eventId: id });

/** The reference to one delivery of the organization. Without `configId` it may be of any webhook. */
export const deliveryReference = deliveryOfWebhookReference.partial({ configId: true });
export type DeliveryReference = z.output<typeof deliveryReference>;
