import type { Database } from "@/server/platform/db";

/**
 * Finds held deliveries whose lanes are not scheduled (a publisher held them for a lane that was just being closed), and has
 * these lanes looked at. It reads one row a webhook, however many are held. Returns the number of lanes. It is for the sweep.
 */
export async function wakeOrphanedLanes({ db }: { db: Database }): Promise<number> {
  return db.$executeRaw`
    with recursive holding as (
      (select webhook_id from queued_delivery where held order by webhook_id limit 1)
      union all
      select (select d.webhook_id from queued_delivery d where d.held and d.webhook_id > h.webhook_id order by d.webhook_id limit 1)
      from holding h where h.webhook_id is not null
    )
    insert into lane (webhook_id, organization_id, next_at)
    select w.id, w.organization_id, now() from holding h join webhook w on w.id = h.webhook_id order by w.id
    on conflict (webhook_id) do update set next_at = excluded.next_at where lane.next_at is null`;
}
