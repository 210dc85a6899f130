import { buildEntityEnvelope, buildTriggerEnvelope, type PayloadToggles } from "@/domain/payload/build-entity-envelope";
import { buildEventObject, buildTriggerObject } from "@/domain/payload/build-event-object";
import { completeContent, type EventContent } from "@/domain/payload/event-content";
import type { PayloadFormat } from "@/domain/payload/payload-formats";

/** How a webhook wants its payloads: that part of its configuration. */
export interface PayloadSettings {
  payloadFormat: PayloadFormat;
  payloadConfiguration: PayloadToggles;
}

/**
 * What one delivery carries, before the transform (contract.md "Payload"). `writeJson` of it is the message's text.
 * `content` is what was published, or with `isTrigger` what the caller of a direct trigger gave, without its metadata; `metadata`
 * the delivery's; `eventName` what the webhook calls the event.
 */
export function buildPayload(input: {
  eventName: string;
  metadata: Readonly<Record<string, unknown>>;
  content: Readonly<Record<string, unknown>>;
  isTrigger: boolean;
  settings: PayloadSettings;
}): Record<string, unknown> {
  const { eventName: eventType, metadata, content } = input;
  const { payloadFormat, payloadConfiguration: configuration } = input.settings;
  const isObject = payloadFormat === "event_object";
  if (input.isTrigger)
    return isObject ? buildTriggerObject({ eventType, payload: content }) : buildTriggerEnvelope({ metadata, payload: content });
  const event: EventContent = content;
  if (isObject) return buildEventObject({ eventType, event });
  const completed = configuration.include_changed_attributes ? completeContent(event) : event;
  return buildEntityEnvelope({ metadata, event: completed, configuration });
}
