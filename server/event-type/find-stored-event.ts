import { parseStoredEvent, type StoredData } from "@/domain/event/stored-event";
import type { Database } from "@/server/platform/db";

/** An event as it was published. */
export interface StoredEvent extends StoredData {
  id: string;
  eventName: string;
  eventType: string;
}

/** Returns the organization's event with this id, or null when there is none or it is no longer stored. */
export async function findStoredEvent(input: { db: Database; organizationId: string; id: string }): Promise<StoredEvent | null> {
  const { db, organizationId, id } = input;
  const [event] = await db.$queryRaw<(Omit<StoredEvent, keyof StoredData> & { data: string })[]>`
    select id, event_name as "eventName", event_type as "eventType", data::text as data from event
    where organization_id = ${organizationId} and id = ${id} and created_at = (
      select created_at from published_event_id where organization_id = ${organizationId} and id = ${id}
    )`;
  return event ? { ...event, ...parseStoredEvent(event.data) } : null;
}
