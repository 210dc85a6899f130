import { insertLostAttempts } from "@/server/delivery/internal";
import type { Database } from "@/server/platform/db";

/**
 * Frees the leases of owners whose id begins with `ownerPrefix`, at once instead of when they lapse, and records their
 * attempts as lost. Only for a caller who knows that those owners are dead: the embedded host, under its lock. Gives how many.
 */
export async function freeLeases({ db, ownerPrefix }: { db: Database; ownerPrefix: string }): Promise<number> {
  const [freed] = await db.$queryRaw<[{ count: number }]>`
    with freed as materialized (
      select id, attempt_number, lease_owner, lease_until
      from delivery
      where next_at is not null and starts_with(lease_owner, ${ownerPrefix})
      for update
    ), lost as (
      ${insertLostAttempts("freed")}
    ), cleared as (
      update delivery set lease_owner = null, lease_until = null from freed where delivery.id = freed.id
    )
    select count(*)::int as count from freed`;
  return freed.count;
}
