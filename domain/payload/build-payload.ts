import { buildEntityEnvelope, buildTriggerEnvelope, type PayloadToggles } from "@/domain/payload/build-entity-envelope";
import { buildEventObject, buildTriggerObject } from "@/domain/payload/build-event-object";
import { completeContent, type EventContent } from "@/domain/payload/event-content";
import type { PayloadFormat } from "@/domain/payload/payload-formats";

/** The payload settings of a webhook's configuration. */
export interface PayloadSettings {
  payloadFormat: PayloadFormat;
  payloadConfiguration: PayloadToggles;
}

/**
 * Builds the payload of one delivery, before the transform (contract.md "Payload"). The message's text is its `writeJson`.
 * `content` is what was published or, with `isTrigger`, what the caller of a direct trigger gave, without its metadata.
 * `metadata` is the delivery's. `eventName` is the webhook's name for the event.
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
