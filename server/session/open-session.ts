import { DAY_MS } from "@/domain/duration";
import { newId } from "@/domain/ids";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";

/** A session ends then, however much it is used. */
const MAX_SESSION_MS = 30 * DAY_MS;

/** Opens a session of a user who has just proved who they are. Returns its id. */
export async function openSession({ db, clock, userId }: { db: Database; clock: Clock; userId: string }): Promise<string> {
  const now = clock.now();
  const id = newId("session");
  const expiresAt = new Date(now.getTime() + MAX_SESSION_MS);
  await db.session.create({ data: { id, userId, createdAt: now, provenAt: now, expiresAt } });
  return id;
}
