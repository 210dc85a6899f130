import { z } from "zod";
import { moment } from "@/domain/moment";
import { storableText } from "@/domain/storable-text";

export const DELIVERY_STATUSES = ["succeeded", "failed", "skipped", "in_progress"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** The most that a page of the log holds (contract.md, "Shapes": SearchOptions). */
const MAX_PAGE_SIZE = 25;

const id = storableText({ min: 1, max: 255 });

/** When something was published; both ends are in the range, and either may be left out. */
export const timeRange = z.strictObject({ from: moment.optional(), to: moment.optional() });

/** Where a page ended: the last delivery of the page before (`next_cursor` of its answer). */
export const deliveryCursor = z.strictObject({ created_at: moment, event_id: id });
export type DeliveryCursor = z.output<typeof deliveryCursor>;

/**
 * The contract's SearchOptions. `event_id` finds a delivery by its own id, by its event's, or by its message's: the `webhook-id` that its
 * receiver has. The range has both ends in it.
 */
export const searchOptions = z.strictObject({
  limit: z.int().min(1).max(MAX_PAGE_SIZE).default(MAX_PAGE_SIZE),
  cursor: deliveryCursor.nullish(),
  timestamp: timeRange.optional(),
  event_id: id.optional(),
  status: z.enum(DELIVERY_STATUSES).optional(),
});

/** What a list of deliveries is narrowed to: SearchOptions, of one webhook (deleted or not) or, without `configId`, of all. */
export const deliveryListOptions = searchOptions.extend({ configId: id.optional() });
export type DeliveryListOptions = z.input<typeof deliveryListOptions>;
