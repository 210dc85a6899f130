import { resourceOf } from "@/domain/payload/client-resource";
import type { EventContent } from "@/domain/payload/event-content";

/**
 * Builds the payload of a published event in the event-object format: `{ eventType, data, previousAttributes? }`, in this order
 * of keys (contract.md "Payload"). `data` is always the whole entity, a client as a resource (client-resource.ts), and
 * `previousAttributes` is there whenever the event has previous attributes: the toggles are only for the entity envelope.
 */
export function buildEventObject({ eventType, event }: { eventType: string; event: EventContent }): Record<string, unknown> {
  return {
    eventType,
    data: resourceOf(event.entity ?? {}),
    ...(event.previous_attributes && { previousAttributes: event.previous_attributes }),
  };
}

/**
 * Builds the payload of a direct trigger in the event-object format. `data` is the caller's `data` or `entity`, and all else that
 * was given is at the top level. Previous attributes are left out, since nothing changed.
 */
export function buildTriggerObject(input: { eventType: string; payload: Readonly<Record<string, unknown>> }): Record<string, unknown> {
  const { entity, data, eventType: _type, previousAttributes: _previous, changed_attributes: _changed, ...others } = input.payload;
  const { previous_attributes: _given, ...rest } = others;
  return { eventType: input.eventType, data: data ?? entity ?? {}, ...rest };
}
