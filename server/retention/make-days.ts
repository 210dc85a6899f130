import { DAY_MS } from "@/domain/duration";
import { startOfDay } from "@/domain/retention/retention";
import type { Database } from "@/server/platform/db";
import { boundOf, DAY_TABLES, type DayTable, isOfDay, partitionOf } from "@/server/retention/day-tables";
import { listPartitions } from "@/server/retention/list-partitions";
import { withShortLocks } from "@/server/retention/with-short-locks";

/** The days that are made ahead, in which somebody can see that no more are made. */
export const DAYS_AHEAD = 7;

/**
 * Makes the partitions that are missing for the days from `from` (by default today) to a week after `now`. Rows of such a day that
 * stand in a default partition are moved into it. Returns the number of partitions made.
 */
export async function makeDays({ db, now, from = now }: { db: Database; now: Date; from?: Date }): Promise<number> {
  let made = 0;
  for (const table of DAY_TABLES) {
    const known = new Set((await listPartitions({ db, table })).map(({ dayMs }) => dayMs));
    for (let dayMs = startOfDay(from.getTime()); dayMs <= startOfDay(now.getTime()) + DAYS_AHEAD * DAY_MS; dayMs += DAY_MS) {
      if (known.has(dayMs)) continue;
      made += await makeDay(db, table, dayMs);
    }
  }
  return made;
}

/** Makes one partition, unless another process has made it meanwhile. */
async function makeDay(db: Database, table: DayTable, dayMs: number): Promise<0 | 1> {
  const partition = partitionOf(table, dayMs);
  const rest = `${table.name}_default`;
  return withShortLocks(db, async (tx) => {
    const [{ isMade }] = await tx.$queryRaw<[{ isMade: boolean }]>`select to_regclass(${partition}) is not null as "isMade"`;
    if (isMade) return 0;
    // Attaching it locks the default partition anyway, to see that it holds no row of the day.
    await tx.$executeRawUnsafe(`lock table ${rest} in access exclusive mode`);
    await tx.$executeRawUnsafe(`create table ${partition} (like ${table.name} including defaults including constraints)`);
    await tx.$executeRawUnsafe(
      `with moved as (delete from ${rest} where ${isOfDay(table, dayMs)} returning *) insert into ${partition} select * from moved`,
    );
    await tx.$executeRawUnsafe(
      `alter table ${table.name} attach partition ${partition} for values from ('${boundOf(table, dayMs)}') to ('${boundOf(table, dayMs + DAY_MS)}')`,
    );
    return 1;
  });
}
