import { firstIdAt } from "@/domain/id-times";
import { keptFrom, type Retention } from "@/domain/retention/retention";
import { Prisma } from "@/prisma/generated/client";
import type { Database } from "@/server/platform/db";

const CHUNK = 5_000;
/** The most chunks of one run. The next run takes the rest. */
const MAX_CHUNKS = 1_000;

interface Input {
  db: Database;
  now: Date;
  retention: Retention;
  chunk?: number;
}

/**
 * Deletes the ids of events that were published before the oldest day of deliveries. Such an id counts as new from then on. Returns
 * their number.
 */
export function deleteOldEventIds({ db, now, retention, chunk = CHUNK }: Input): Promise<number> {
  const from = new Date(keptFrom({ now, days: retention.deliveryDays }));
  return inChunks(
    db,
    chunk,
    Prisma.sql`
    delete from published_event_id where (organization_id, id) in (
      select organization_id, id from published_event_id where created_at < ${from} order by created_at limit ${chunk} for update skip locked
    )`,
  );
}

/** Deletes the entries of all audit logs that are older than they are kept. Returns their number. */
export function deleteOldAuditEntries({ db, now, retention, chunk = CHUNK }: Input): Promise<number> {
  const fromMs = keptFrom({ now, days: retention.auditLogDays });
  return inChunks(
    db,
    chunk,
    Prisma.sql`
    delete from audit_log where id = any(array(
      select id from audit_log where id < ${firstIdAt("auditEntry", fromMs)} and at < ${new Date(fromMs)} order by id limit ${chunk}
    ))`,
  );
}

async function inChunks(db: Database, chunk: number, statement: Prisma.Sql): Promise<number> {
  let deleted = 0;
  for (let chunks = 0; chunks < MAX_CHUNKS; chunks++) {
    const count = await db.$executeRaw(statement);
    deleted += count;
    if (count < chunk) break;
  }
  return deleted;
}
