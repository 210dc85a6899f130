import type { PayloadFormat } from "@/domain/payload/payload-formats";

export const FORMAT_LABEL: Record<PayloadFormat, string> = { entity_envelope: "Entity with metadata", event_object: "Event object" };

export const FORMAT_REMARK: Record<PayloadFormat, string> = {
  entity_envelope: "{ metadata, entity, … }: what happened, to what, and whatever else is switched on.",
  event_object: "{ eventType, data }: the whole entity as data, and previousAttributes where something changed.",
};
