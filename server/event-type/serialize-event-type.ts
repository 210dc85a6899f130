import type { EventTypeAnswer, EventTypeListener } from "@/domain/event/event-type-definition";
import { isJsonObject } from "@/domain/json/json-object";
import type { EventType } from "@/prisma/generated/client";

export function serializeEventType(type: EventType, webhooks: readonly EventTypeListener[] = []): EventTypeAnswer {
  return {
    name: type.name,
    label: type.label,
    description: type.description,
    aliases: type.aliases,
    schema: toObject(type.schema),
    example: toObject(type.example),
    strict: type.strict,
    builtIn: type.builtIn,
    webhooks: [...webhooks],
    created_at: type.createdAt.toISOString(),
    updated_at: type.updatedAt.toISOString(),
  };
}

export function toObject(value: unknown): Record<string, unknown> | null {
  return isJsonObject(value) ? { ...value } : null;
}
