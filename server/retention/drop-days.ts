import { DAY_MS } from "@/domain/duration";
import { keptFrom, type Retention } from "@/domain/retention/retention";
import type { Database, Transaction } from "@/server/platform/db";
import { boundOf, DAY_TABLES, type DayTable } from "@/server/retention/day-tables";
import { type DayPartition, listPartitions } from "@/server/retention/list-partitions";
import { countDeletedReplays } from "@/server/retention/replay-counts";
import { withShortLocks } from "@/server/retention/with-short-locks";

/** The rows of a default partition that one statement deletes. */
const CHUNK = 5_000;
/** The most chunks of one table in one run. The next run takes the rest. */
const MAX_CHUNKS = 1_000;

/** The condition that the event `e` is still needed: a delivery waits whose payload is to be built from it. */
const IS_NEEDED = `exists (
  select from queued_delivery q where q.payload is null and q.organization_id = e.organization_id and q.event_id = e.id
)`;

/**
 * Drops the days of history that are over, and deletes, in chunks, what is as old and stands in the default partitions. An event
 * that a waiting delivery still needs is kept. Each organization notes from when its deliveries are kept. Returns the number of
 * partitions that it dropped.
 */
export async function dropDays(input: { db: Database; now: Date; retention: Retention; chunk?: number }): Promise<number> {
  const { db, now, retention, chunk = CHUNK } = input;
  const from = new Date(keptFrom({ now, days: retention.deliveryDays }));
  await db.$executeRaw`
    update organization set deliveries_kept_from = ${from}
    where created_at < ${from} and (deliveries_kept_from is null or deliveries_kept_from < ${from})`;
  let dropped = 0;
  for (const table of DAY_TABLES) {
    const fromMs = keptFrom({ now, days: retention[table.days] });
    for (const partition of await listPartitions({ db, table })) {
      if (partition.dayMs >= fromMs) continue;
      if (partition.isAttached) await withShortLocks(db, (tx) => detachDay(tx, table, partition));
      // It is dropped apart from that, since nobody must wait while its files are deleted.
      await withShortLocks(db, (tx) => tx.$executeRawUnsafe(`drop table if exists ${partition.name}`));
      dropped++;
    }
    await deleteRest({ db, table, fromMs, chunk });
  }
  return dropped;
}

/** Takes a day out of its table. What is still needed of it is read first, before there is a lock that others wait for. */
async function detachDay(tx: Transaction, table: DayTable, { name, dayMs }: DayPartition): Promise<void> {
  const isOfEvents = table.name === "event_body";
  if (isOfEvents) {
    await tx.$executeRawUnsafe(`create temporary table needed on commit drop as
      select e.* from ${name} e join (
        select distinct organization_id, event_id from queued_delivery
        where payload is null and event_at >= '${boundOf(table, dayMs)}' and event_at < '${boundOf(table, dayMs + DAY_MS)}'
      ) q on q.organization_id = e.organization_id and q.event_id = e.id`);
  }
  const counting = countDeletedReplays({ table, from: name });
  if (counting !== null) await tx.$executeRawUnsafe(counting);
  await tx.$executeRawUnsafe(`alter table ${table.name} detach partition ${name}`);
  if (isOfEvents) await tx.$executeRawUnsafe(`insert into ${table.name} select * from needed`);
}

/** Deletes, in chunks, the rows of a default partition that are over. */
async function deleteRest(input: { db: Database; table: DayTable; fromMs: number; chunk: number }): Promise<void> {
  const { db, table, fromMs, chunk } = input;
  const counting = countDeletedReplays({ table, from: "deleted" });
  for (let chunks = 0; chunks < MAX_CHUNKS; chunks++) {
    const [{ count }] = await db.$queryRawUnsafe<[{ count: number }]>(`
      with deleted as (
        delete from ${table.name}_default where ctid = any(array(
          select e.ctid from ${table.name}_default e
          where e.${table.key} < '${boundOf(table, fromMs)}' ${table.name === "event_body" ? `and not ${IS_NEEDED}` : ""}
          limit ${chunk}
        )) returning *
      ) ${counting === null ? "" : `, counted as (${counting})`}
      select count(*)::int as count from deleted`);
    if (count < chunk) break;
  }
}
