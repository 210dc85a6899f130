import { cutText } from "@/domain/cut-text";
import { listEventFields } from "@/domain/event/event-fields";
import type { EventSamples } from "@/domain/event/event-samples";
import { type EventTypeReference, eventTypeReference } from "@/domain/event/event-type-definition";
import { numberText } from "@/domain/json/decimal";
import { toJsonObject } from "@/domain/json/json-object";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getEventTypeInTenant } from "@/server/event-type/find-event-type";
import { findLatestEvents } from "@/server/event-type/find-latest-events";

const TITLES = ["_title", "title", "name", "id", "_id"];

/**
 * Returns the fields of a type's events, and its latest events (up to 20) to choose from, for people who write a filter or a
 * transform. The fields come from its schema, its example and these events. Needs the scope read. Throws PosternError `not_found`
 * for an unknown type.
 */
export async function readEventSamples(input: { ctx: Context; input: EventTypeReference }): Promise<EventSamples> {
  const { ctx } = input;
  authorise(ctx, "read");
  const { name } = parseInput(eventTypeReference, input.input);
  const type = await getEventTypeInTenant({ db: ctx.db, organizationId: ctx.tenant.organizationId, name });
  const events = await findLatestEvents({ ctx, eventType: type.name });
  const fields = listEventFields({ schema: type.schema, samples: [type.example, ...events.map(({ data }) => data)] });
  return {
    fields: fields.map((field) => ({ ...field, values: [...field.values] })),
    events: events.map(({ id, data, createdAt }) => ({ event_id: id, created_at: createdAt.toISOString(), title: titleOf(data) })),
  };
}

function titleOf(data: unknown): string | null {
  const content = toJsonObject(data) ?? {};
  const entity = toJsonObject(content["entity"]) ?? toJsonObject(content["data"]) ?? {};
  const titles = TITLES.map((key) => entity[key]).map((value) => (typeof value === "string" ? value : numberText(value)));
  return cutText(titles.find((title) => title !== null && title !== "") ?? "", 120) || null;
}
