import type { Database } from "@/server/platform/db";

/**
 * Has open circuits probed again, `afterMs` from now, whose probe told nothing of the endpoint; otherwise they would wait for as long as
 * an answer might take. One that is closed by now, or waits for the time of its next probe, is left as it is. Gives when the
 * earliest is to be probed; null when none is.
 */
export async function scheduleProbes(input: {
  db: Database;
  probes: readonly { webhookId: string; afterMs: number }[];
}): Promise<Date | null> {
  const { db, probes } = input;
  const [row] = await db.$queryRaw<[{ nextMs: number | null }]>`
    with probed as materialized (
      select l.webhook_id, p.after_ms
      from lane l join unnest(${probes.map(({ webhookId }) => webhookId)}::text[], ${probes.map(({ afterMs }) => afterMs)}::float8[]) as p(webhook_id, after_ms)
        on p.webhook_id = l.webhook_id
      where l.holds and l.circuit_open_until <= now()
      order by l.webhook_id
      for update of l
    ), moved as (
      update lane l set next_at = least(l.next_at, now() + p.after_ms * interval '1 millisecond')
      from probed p where l.webhook_id = p.webhook_id
      returning l.next_at
    )
    select (extract(epoch from min(next_at)) * 1000)::float8 as "nextMs" from moved`;
  return row.nextMs === null ? null : new Date(Math.ceil(row.nextMs));
}
