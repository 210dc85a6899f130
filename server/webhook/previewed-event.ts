import type { WebhookPreview } from "@/domain/preview/webhook-preview";
import type { MessageSource } from "@/server/request/build-message";

/** An event to preview: `told` is shown, `source` is what a message is built from. */
export interface PreviewEvent {
  told: WebhookPreview["event"];
  source: MessageSource;
}
