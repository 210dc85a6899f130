import type { EventContent } from "@/domain/payload/event-content";

/**
 * The payload of a published event in the event-object format: `{ eventType, data, previousAttributes? }`, in this order of keys
 * (contract.md "Payload"). `data` is always the whole entity and `previousAttributes` stands wherever the event has previous
 * attributes: the toggles are the entity envelope's.
 */
export function buildEventObject({ eventType, event }: { eventType: string; event: EventContent }): Record<string, unknown> {
  return {
    eventType,
    data: event.entity ?? {},
    ...(event.previous_attributes && { previousAttributes: event.previous_attributes }),
  };
}

/**
 * The payload of a direct trigger in the event-object format: `data` is the caller's `data` or `entity`, and all else that was given
 * stands beside it. Previous attributes never: nothing changed.
 */
export function buildTriggerObject(input: { eventType: string; payload: Readonly<Record<string, unknown>> }): Record<string, unknown> {
  const { entity, data, eventType: _type, previousAttributes: _previous, changed_attributes: _changed, ...others } = input.payload;
  const { previous_attributes: _given, ...rest } = others;
  return { eventType: input.eventType, data: data ?? entity ?? {}, ...rest };
}
