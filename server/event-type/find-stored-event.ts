import { parseJson } from "@/domain/json/parse-json";
import type { Database } from "@/server/platform/db";

/** An event as it was published. */
export interface StoredEvent {
  id: string;
  eventName: string;
  eventType: string;
  /** The published content, with its numbers digit for digit. */
  data: unknown;
}

/** Returns the organization's event with this id, or null when there is none or it is no longer stored. */
export async function findStoredEvent(input: { db: Database; organizationId: string; id: string }): Promise<StoredEvent | null> {
  const { db, organizationId, id } = input;
  const [event] = await db.$queryRaw<(Omit<StoredEvent, "data"> & { data: string })[]>`
    select id, event_name as "eventName", event_type as "eventType", data::text as data from event
    where organization_id = ${organizationId} and id = ${id} and created_at = (
      select created_at from published_event_id where organization_id = ${organizationId} and id = ${id}
    )`;
  return event ? { ...event, data: parseJson(event.data) } : null;
}
