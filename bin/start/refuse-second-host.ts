import { setTimeout as sleep } from "node:timers/promises";
import { findHostBeat } from "@/server/installation/check-health";
import { createDatabase } from "@/server/platform/db";

export const SECOND_HOST = "Another Postern is running on this database. Stop it first, or let both be run by one Inngest.";

/** The time in which a live host proves itself: it writes every two seconds. */
const PROOF_MS = 6_000;
const LOOK_MS = 200;

/**
 * Throws when a live host has the database. A host is live when it is seen to write once more. A killed host's last heartbeat proves
 * nothing, and neither does its lock, which stays until PostgreSQL ends its connection. A host that is just ending proves nothing either:
 * the new one waits for its lock.
 */
export async function refuseSecondHost(databaseUrl: string): Promise<void> {
  const db = createDatabase({ databaseUrl, poolSize: 1 });
  try {
    const [table] = await db.$queryRaw<[{ exists: boolean }]>`select to_regclass('host_heartbeat') is not null as exists`;
    if (!table.exists) return;
    const first = await findHostBeat(db);
    for (const until = Date.now() + PROOF_MS; first && Date.now() < until; await sleep(LOOK_MS)) {
      const beat = await findHostBeat(db);
      if (!beat) return;
      if (beat > first) throw new Error(SECOND_HOST);
    }
  } finally {
    await db.$disconnect();
  }
}
