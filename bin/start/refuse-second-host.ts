import { isHostAlive } from "@/server/installation/check-health";
import { createDatabase } from "@/server/platform/db";

export const SECOND_HOST = "Another Postern is running on this database. Stop it first, or let both be run by one Inngest.";

/** Throws when a live host has the database. A host that was killed or is just ending is none: the new one waits for its lock. */
export async function refuseSecondHost(databaseUrl: string): Promise<void> {
  const db = createDatabase({ databaseUrl, poolSize: 1 });
  try {
    const [table] = await db.$queryRaw<[{ exists: boolean }]>`select to_regclass('host_heartbeat') is not null as exists`;
    if (table.exists && (await isHostAlive(db))) throw new Error(SECOND_HOST);
  } finally {
    await db.$disconnect();
  }
}
