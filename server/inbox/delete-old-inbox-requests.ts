import { DAY_MS } from "@/domain/duration";
import { REQUESTS_KEPT_DAYS } from "@/domain/inbox/inbox";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";

const CHUNK = 500;
/** The most chunks of one run. The next run takes the rest. */
const MAX_CHUNKS = 1_000;

/**
 * Deletes the requests that the inboxes of all organizations received more than 7 days ago, in chunks so that no statement holds
 * many locks. Returns their number.
 */
export async function deleteOldInboxRequests(input: { db: Database; clock: Clock; chunk?: number }): Promise<number> {
  const { db, clock, chunk = CHUNK } = input;
  const oldest = new Date(clock.now().getTime() - REQUESTS_KEPT_DAYS * DAY_MS);
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
