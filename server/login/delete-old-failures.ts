import { HOUR_MS } from "@/domain/duration";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";

/** Longer than every window. */
const KEPT_MS = HOUR_MS;

/** Deletes the counts of failures whose windows are over. Returns their number. */
export async function deleteOldFailures({ db, clock }: { db: Database; clock: Clock }): Promise<number> {
  const { count } = await db.loginThrottle.deleteMany({ where: { windowStart: { lte: new Date(clock.now().getTime() - KEPT_MS) } } });
  return count;
}
