import type { Database, Transaction } from "@/server/platform/db";
import { type DayTable, dayOf } from "@/server/retention/day-tables";

/** A partition that holds a day, or a table that was one and is to be dropped. */
export interface DayPartition {
  name: string;
  /** The beginning of its day (Unix milliseconds). */
  dayMs: number;
  isAttached: boolean;
}

/** Returns the days of a table, the oldest first. The default partition is none of them. */
export async function listPartitions({ db, table }: { db: Database | Transaction; table: DayTable }): Promise<DayPartition[]> {
  const rows = await db.$queryRaw<{ name: string; isAttached: boolean }[]>`
    select c.relname as name, i.inhrelid is not null as "isAttached"
    from pg_class c left join pg_inherits i on i.inhrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname ~ ${`^${table.name}_\\d{8}$`}
    order by 1`;
  return rows.flatMap((row) => {
    const dayMs = dayOf(row.name);
    return dayMs === null ? [] : [{ ...row, dayMs }];
  });
}
