import { setTimeout as sleep } from "node:timers/promises";
import { HOST_LOCK } from "@/server/installation/advisory-locks";
import type { WriteWatch } from "@/server/installation/write-watch";
import type { Database } from "@/server/platform/db";

export interface Health {
  isHealthy: boolean;
  /** `full`: it answers, and could lately not store something because its disk is full or fails. */
  database: "ok" | "unreachable" | "full";
  /** `inngest`: the functions are run by an Inngest that this process does not watch. */
  host: "ok" | "stopped" | "inngest" | "unknown";
}

/** The time after which a silent host counts as hanging, even though its connection lives. */
const SILENCE_SECONDS = 15;
/** The time within which a host that waits for another's place has taken it, on a busy machine too: it asks five times a second. */
const HANDOVER_MS = 1_000;

/**
 * Checks whether the database's one embedded host lives and works. A host that has just made room for another is followed by it within a
 * moment, so its lock is looked for twice. Throws when the database does not answer.
 */
export async function isHostAlive(db: Database): Promise<boolean> {
  const host = await findHost(db);
  if (!host || host.hasLock) return host !== null;
  await sleep(HANDOVER_MS);
  return (await findHostBeat(db)) !== null;
}

/** Returns the time of the live host's last heartbeat. Returns null when there is no host, or it has been silent for too long. */
export async function findHostBeat(db: Database): Promise<Date | null> {
  const host = await findHost(db);
  return host?.hasLock ? host.beatAt : null;
}

/** Returns the last heartbeat, unless it is too old, and whether a host has the lock. */
async function findHost(db: Database): Promise<{ beatAt: Date; hasLock: boolean } | null> {
  const rows = await db.$queryRaw<{ beatAt: Date; hasLock: boolean }[]>`
    select beat_at as "beatAt", exists (
      select 1 from pg_locks
      where locktype = 'advisory' and classid = 0 and objid = ${HOST_LOCK}::int and objsubid = 1 and granted
        and database = (select oid from pg_database where datname = current_database())
    ) as "hasLock"
    from host_heartbeat where beat_at > now() - make_interval(secs => ${SILENCE_SECONDS})`;
  return rows[0] ?? null;
}

/** Checks whether the database answers and can store something, and whether a host works. Does not throw. */
export async function checkHealth(input: { db: Database; writeWatch: WriteWatch; isInngestConfigured: boolean }): Promise<Health> {
  try {
    const isAlive = await isHostAlive(input.db);
    const host = input.isInngestConfigured ? "inngest" : isAlive ? "ok" : "stopped";
    const database = input.writeWatch.isFailing() ? "full" : "ok";
    return { isHealthy: database === "ok" && host !== "stopped", database, host };
  } catch {
    return { isHealthy: false, database: "unreachable", host: "unknown" };
  }
}
