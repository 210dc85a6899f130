import type { Database } from "@/server/platform/db";

/**
 * Returns the time at which the next delivery is due, its lease lapses, or a lane is to be looked at. The time is in the past
 * when some are due now, and null when none waits. It is for the sweep, which finds deliveries that no event announced;
 * synchronous triggers need none.
 */
export async function findNextDue({ db }: { db: Database }): Promise<Date | null> {
  const [row] = await db.$queryRaw<[{ next_ms: number | null }]>`
    with free as (
      select next_at from queued_delivery
      where not held and (lease_until is null or lease_until < now()) and source <> 'sync_trigger' order by next_at limit 1
    )
    select (extract(epoch from case
      when (select next_at from free) <= now() then (select next_at from free)
      else least(
        (select next_at from free),
        (select min(lease_until) from queued_delivery where not held and lease_until >= now() and source <> 'sync_trigger'),
        (select min(next_at) from lane where next_at is not null)
      )
    end) * 1000)::float8 as next_ms`;
  return row.next_ms === null ? null : new Date(Math.ceil(row.next_ms));
}
