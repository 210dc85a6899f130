import { fetchJson } from "@/app/(portal)/fetch-json";
import type { PreviewSource } from "@/components/webhook/preview/use-live-preview";
import { eventSamples } from "@/domain/event/event-samples";
import { previewAnswer } from "@/domain/preview/webhook-preview";

/**
 * Returns the source of the form's preview, which the server builds with the code of deliveries. `existing` is the saved webhook:
 * its id, and a function that adds the settings that the form does not show.
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
