import { z } from "zod";
import { encodedCursor } from "@/domain/delivery/encoded-cursor";
import { DELIVERY_STATUSES } from "@/domain/delivery/search-options";
import { webhookEvent } from "@/domain/delivery/webhook-event";

/** The options of the deprecated list of a webhook's events: getWehookEvents (contract.md, "Operations"). */
export const deprecatedEventListOptions = z.object({
  status: z.enum(DELIVERY_STATUSES, `Give one of ${DELIVERY_STATUSES.join(", ")}.`).optional(),
  cursor: encodedCursor.optional(),
});

/** `cursor` is absent on the last page. */
export const deprecatedEventListAnswer = z.object({ data: z.array(webhookEvent), cursor: z.string().optional() });
