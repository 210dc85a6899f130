/** The formats of a payload (contract.md "Payload"): the entity with metadata around it, or `{ eventType, data }`. */
export const PAYLOAD_FORMATS = ["entity_envelope", "event_object"] as const;
export type PayloadFormat = (typeof PAYLOAD_FORMATS)[number];
