import type { PayloadFormat } from "@/domain/payload/payload-formats";

export const FORMAT_LABEL: Record<PayloadFormat, string> = { entity_envelope: "Entity with metadata", event_object: "Event object" };
