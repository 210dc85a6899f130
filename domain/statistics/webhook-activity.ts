import type { DeliveryStatus } from "@/domain/delivery/search-options";

/** What a webhook has done lately. */
export interface WebhookActivity {
  /** The last 24 hours, the oldest first. */
  bars: readonly { succeeded: number; failed: number }[];
  last: { at: string; status: DeliveryStatus };
}
