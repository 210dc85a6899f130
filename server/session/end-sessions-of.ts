import type { Transaction } from "@/server/platform/db";

/** Ends every session of a user. */
export async function endSessionsOf({ tx, userId }: { tx: Transaction; userId: string }): Promise<void> {
  await tx.session.deleteMany({ where: { userId } });
}
