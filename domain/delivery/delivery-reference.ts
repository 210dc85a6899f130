import { z } from "zod";
import { storableText } from "@/domain/storable-text";

const id = storableText({ min: 1, max: 255 });

/** Names one delivery, of one webhook, as `{configId}` and `{eventId}` in the API's paths. */
export const deliveryOfWebhookReference = z.strictObject({ configId: id, eventId: id });

/** Names one delivery of the organization; `configId` absent: of whichever webhook. */
export const deliveryReference = deliveryOfWebhookReference.partial({ configId: true });
export type DeliveryReference = z.output<typeof deliveryReference>;
