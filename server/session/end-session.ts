import type { Database } from "@/server/platform/db";

/** Ends a session: its token is refused from the next request on, wherever it has been copied to. */
export async function endSession({ db, sessionId }: { db: Database; sessionId: string }): Promise<void> {
  await db.session.deleteMany({ where: { id: sessionId } });
}
