import { setTimeout as sleep } from "node:timers/promises";
import { findHostBeat, isHostAlive } from "@/server/installation/check-health";
import { createDatabase } from "@/server/platform/db";

const REFUSAL = "This version changes the database's tables, and the host of another Postern is at work on them. Stop that Postern first.";

/** The time in which a live host proves itself: it writes every two seconds. */
const PROOF_MS = 6_000;
const LOOK_MS = 200;

/**
 * Throws when a live host has the database: for a start that is about to change its tables. A host is live when it is seen to write once
 * more. A killed host's last heartbeat proves nothing, and neither does its lock, which stays until PostgreSQL ends its connection.
 */
export async function refuseUnderLiveHost(databaseUrl: string): Promise<void> {
  const db = createDatabase({ databaseUrl, poolSize: 1 });
  try {
    const [table] = await db.$queryRaw<[{ exists: boolean }]>`select to_regclass('host_heartbeat') is not null as exists`;
    if (!table.exists) return;
    let first: Date | null = null;
    for (const until = Date.now() + PROOF_MS; Date.now() < until; await sleep(LOOK_MS)) {
      const beat = await findHostBeat(db);
      // While one host gives its place to another, none has it for a moment.
      if (!beat && !(await isHostAlive(db))) return;
      if (beat && first && beat > first) throw new Error(REFUSAL);
      first ??= beat;
    }
  } finally {
    await db.$disconnect();
  }
}
