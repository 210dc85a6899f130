import { REQUESTS_KEPT_DAYS } from "@/domain/inbox/inbox";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";

const CHUNK = 500;
/** What is left after so many chunks, the next time takes. */
const MAX_CHUNKS = 1_000;

/** Deletes what the inboxes of all organizations received more than 7 days ago, a chunk at a time so that no statement holds many locks. Gives how many. */
export async function deleteOldInboxRequests(input: { db: Database; clock: Clock; chunk?: number }): Promise<number> {
  const { db, clock, chunk = CHUNK } = input;
  const oldest = new Date(clock.now().getTime() - REQUESTS_KEPT_DAYS * 86_400_000);
  let deleted = 0;
  for (let chunks = 0; chunks < MAX_CHUNKS; chunks++) {
    const count = await db.$executeRaw`
      delete from inbox_request where id in (
        select id from inbox_request where received_at <= ${oldest} order by received_at limit ${chunk} for update skip locked
      )`;
    deleted += count;
    if (count < chunk) break;
  }
  return deleted;
}
