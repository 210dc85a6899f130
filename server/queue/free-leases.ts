import type { Database } from "@/server/platform/db";
import { insertLostAttempts } from "@/server/queue/lease";

/**
 * Frees the leases of owners whose id begins with `ownerPrefix`, before they lapse, and records their attempts as lost. It also
 * frees their shares of the open requests, and has lanes that hold deliveries looked at at once. Only for a caller who knows that
 * those owners are dead: the embedded host, under its lock. Returns the number of leases.
 */
export async function freeLeases({ db, ownerPrefix }: { db: Database; ownerPrefix: string }): Promise<number> {
  const [freed] = await db.$queryRaw<[{ count: number }]>`
    with freed as materialized (
      select id, attempt_number, lease_owner, lease_until
      from queued_delivery
      where starts_with(lease_owner, ${ownerPrefix})
      for update
    ), lost as (
      ${insertLostAttempts("freed")}
    ), cleared as (
      update queued_delivery d set lease_owner = null, lease_until = null from freed where d.id = freed.id
    ), gone as (
      delete from deliverer where starts_with(owner_id, ${ownerPrefix})
    ), looked_at as (
      update lane set next_at = now() where holds and circuit_open_until is null
    )
    select count(*)::int as count from freed`;
  return freed.count;
}
