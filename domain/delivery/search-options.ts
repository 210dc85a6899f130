import { z } from "zod";
import { moment } from "@/domain/moment";
import { storableText } from "@/domain/storable-text";

export const DELIVERY_STATUSES = ["succeeded", "failed", "skipped", "in_progress"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** The most deliveries of a page of the log (contract.md, "Shapes": SearchOptions). */
const MAX_PAGE_SIZE = 25;

const id = storableText({ min: 1, max: 255 });

/** A range of the time of publishing. It includes both ends, and either end may be left out. */
export const timeRange = z.strictObject({ from: moment.optional(), to: moment.optional() });

/** The last delivery of the page before, which is the `next_cursor` of its answer. */
export const deliveryCursor = z.strictObject({ created_at: moment, event_id: id });
export type DeliveryCursor = z.output<typeof deliveryCursor>;

/**
 * The contract's SearchOptions. `event_id` finds a delivery by its own id, its event's id, or its message's id, which its
 * receiver has as `webhook-id`. The range includes both ends.
 */
export const searchOptions = z.strictObject({
  limit: z.int().min(1).max(MAX_PAGE_SIZE).default(MAX_PAGE_SIZE),
  cursor: deliveryCursor.nullish(),
  timestamp: timeRange.optional(),
  event_id: id.optional(),
  status: z.enum(DELIVERY_STATUSES).optional(),
});

/**
 * The options of a list of deliveries: SearchOptions, for one webhook (even a deleted one) or, without `configId`, for all. `entityId`
 * chooses the events that the changes of one entity have published.
 */
export const deliveryListOptions = searchOptions.extend({ configId: id.optional(), entityId: id.optional() });
export type DeliveryListOptions = z.input<typeof deliveryListOptions>;
