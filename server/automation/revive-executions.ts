import type { Jobs } from "@/server/jobs";
import type { Database } from "@/server/platform/db";

const MAX_ROWS = 1_000;

/**
 * Sends the event again of every execution that nobody went on with in time: those whose event was lost, those whose run was silent, and
 * those whose delivery has ended although they still wait for it. A caller who knows that no run is alive passes `isAlone`.
 * Returns the number of executions.
 */
export async function reviveExecutions(input: { db: Database; jobs: Jobs; isAlone?: boolean }): Promise<number> {
  const { db, jobs, isAlone = false } = input;
  const rows = await db.$queryRaw<{ id: string }[]>`
    with late as materialized (
      select id from automation_execution
      where look_at is not null and (look_at < now() or ${isAlone} and status <> 'scheduled')
      order by look_at limit ${MAX_ROWS}
      for update skip locked
    ), looked_at as (
      update automation_execution x set look_at = now() + interval '5 minutes' from late where x.id = late.id
    ), unwoken as (
      select id from automation_execution x
      where waiting_for is not null and (updated_at < now() - interval '1 minute' or ${isAlone})
        and not exists (select from queued_delivery d where d.id = x.waiting_for)
      limit ${MAX_ROWS}
    )
    select id from late union all select id from unwoken`;
  const executionIds = rows.map(({ id }) => id);
  if (executionIds.length > 0) await jobs.send({ name: "automation/executions.due", executionIds });
  return executionIds.length;
}
