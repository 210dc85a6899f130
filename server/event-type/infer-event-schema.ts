import { PosternError } from "@/domain/errors";
import { type EventTypeReference, eventTypeReference, type InferredSchema, inferSchemaInput } from "@/domain/event/event-type-definition";
import { inferSchema } from "@/domain/event/infer-schema";
import { toJsonObject } from "@/domain/json/json-object";
import { plainJson } from "@/domain/json/plain-json";
import { parseInput } from "@/domain/parse-input";
import type { EventType } from "@/prisma/generated/client";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getEventTypeInTenant } from "@/server/event-type/find-event-type";
import { findLatestEvents } from "@/server/event-type/find-latest-events";
import { findStoredEvent, type StoredEvent } from "@/server/event-type/find-stored-event";

/**
 * Returns a JSON Schema that the type's latest events (up to 20) satisfy, or the one event that is named. It saves nothing. Needs
 * the scope read. Throws PosternError `not_found` for an unknown type or event, `unprocessable` while no event of the type is
 * stored.
 */
export async function inferEventSchema(input: { ctx: Context; input: EventTypeReference & { from: unknown } }): Promise<InferredSchema> {
  const { ctx } = input;
  authorise(ctx, "read");
  const { from, ...reference } = input.input;
  const { name } = parseInput(eventTypeReference, reference);
  const eventId = parseInput(inferSchemaInput, from)?.event_id ?? null;
  const type = await getEventTypeInTenant({ db: ctx.db, organizationId: ctx.tenant.organizationId, name });
  const events = eventId === null ? await findLatestEvents({ ctx, eventType: type.name }) : await findOne(ctx, type, eventId);
  if (events.length === 0) {
    throw new PosternError("unprocessable", `No event of the type ${type.name} is stored: publish one, or name one by event_id.`);
  }
  // The metadata is left out: every event may have it, and Postern adds to it.
  const samples = events.map(({ data }) => {
    const { metadata: _metadata, ...content } = toJsonObject(plainJson(data)) ?? {};
    return content;
  });
  return { schema: { ...inferSchema(samples) }, event_ids: events.map(({ id }) => id) };
}

async function findOne(ctx: Context, type: EventType, id: string): Promise<StoredEvent[]> {
  const event = await findStoredEvent({ db: ctx.db, organizationId: ctx.tenant.organizationId, id });
  if (event?.eventType !== type.name) throw new PosternError("not_found", `There is no event ${id} of the type ${type.name}.`);
  return [event];
}
