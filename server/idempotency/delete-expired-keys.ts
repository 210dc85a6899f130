import { KEPT_MS } from "@/server/idempotency/kept-answer";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";

const CHUNK = 1_000;
/** The most chunks of one run. The next run takes the rest. */
const MAX_CHUNKS = 1_000;

/** Deletes the keys of all organizations whose 24 h are over, in chunks so that no statement holds many locks. Returns their number. */
export async function deleteExpiredKeys({ db, clock, chunk = CHUNK }: { db: Database; clock: Clock; chunk?: number }): Promise<number> {
  const expiredAt = new Date(clock.now().getTime() - KEPT_MS);
  let deleted = 0;
  for (let chunks = 0; chunks < MAX_CHUNKS; chunks++) {
    const count = await db.$executeRaw`
      delete from idempotency_key where (organization_id, actor_id, key) in (
        select organization_id, actor_id, key from idempotency_key where created_at <= ${expiredAt}
        order by created_at limit ${chunk} for update skip locked
      )`;
    deleted += count;
    if (count < chunk) break;
  }
  return deleted;
}
