import type { DeliveryStatus } from "@/domain/delivery/search-options";

/** The recent activity of a webhook. */
export interface WebhookActivity {
  /** The last 24 hours, the oldest first. */
  bars: readonly { succeeded: number; failed: number }[];
  last: { at: string; status: DeliveryStatus };
}
