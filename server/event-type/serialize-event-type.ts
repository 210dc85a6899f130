import type { EventTypeAnswer, EventTypeListener } from "@/domain/event/event-type-definition";
import { toJsonObject } from "@/domain/json/json-object";
import type { EventType } from "@/prisma/generated/client";

export function serializeEventType(type: EventType, webhooks: readonly EventTypeListener[] = []): EventTypeAnswer {
  return {
    name: type.name,
    label: type.label,
    description: type.description,
    aliases: type.aliases,
    schema: toJsonObject(type.schema),
    example: toJsonObject(type.example),
    strict: type.strict,
    builtIn: type.builtIn,
    entitySchema: type.entitySchema,
    webhooks: [...webhooks],
    created_at: type.createdAt.toISOString(),
    updated_at: type.updatedAt.toISOString(),
  };
}
