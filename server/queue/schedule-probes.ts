import type { Database } from "@/server/platform/db";

/**
 * Schedules another probe, `afterMs` from now, for open circuit breakers whose last probe told nothing about the endpoint.
 * Otherwise they would wait for as long as an answer may take. A circuit breaker that is closed by now, or waits for the time of
 * its next probe, stays as it is. Returns the time of the earliest probe, or null when there is none.
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
