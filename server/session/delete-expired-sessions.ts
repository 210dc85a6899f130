import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";

/** Deletes the sessions that have reached their end. Returns their number. */
export async function deleteExpiredSessions({ db, clock }: { db: Database; clock: Clock }): Promise<number> {
  const { count } = await db.session.deleteMany({ where: { expiresAt: { lte: clock.now() } } });
  return count;
}
