import type { DayTable } from "@/server/retention/day-tables";

/**
 * Returns the statement, in SQL, by which replay jobs remember how many of their deliveries failed or were skipped, before these are
 * deleted: those of `from`, which names a partition of the table or a part of the surrounding `with`. A job's progress stays what
 * it was. Null for a table whose rows no job counts.
 */
export function countDeletedReplays({ table, from }: { table: Pick<DayTable, "name">; from: string }): string | null {
  switch (table.name) {
    case "ended_delivery":
      return update("deleted_failed", `${from} where replay_job_id is not null and status = 'failed'`);
    case "skipped_delivery":
      return update("deleted_skipped", `${from} where replay_job_id is not null`);
    default:
      return null;
  }
}

const update = (column: string, rows: string) => `
  update replay_job j set ${column} = j.${column} + d.count
  from (select replay_job_id, count(*)::int as count from ${rows} group by 1) d where j.id = d.replay_job_id`;
