import { fetchJson } from "@/app/(portal)/fetch-json";
import type { PreviewSource } from "@/components/webhook/preview/use-live-preview";
import { eventSamples } from "@/domain/event/event-samples";
import { previewAnswer } from "@/domain/preview/webhook-preview";

/**
 * The form's preview, from the server: built by what builds deliveries. `complete`, for a webhook that exists: its id, and the form's
 * configuration over what the form does not show.
 */
export function createPreviewSource(existing?: { configId: string; complete: (config: object) => object }): PreviewSource {
  return {
    preview: ({ config, ...event }, signal) => {
      const saved = existing ? { configId: existing.configId } : {};
      return fetchJson("/data/webhooks/preview", previewAnswer, signal, {
        ...saved,
        ...event,
        config: existing?.complete(config) ?? config,
      });
    },
    readSamples: (eventName, signal) => fetchJson(`/data/event-types/${encodeURIComponent(eventName)}/samples`, eventSamples, signal),
  };
}
