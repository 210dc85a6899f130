import type { Database } from "@/server/platform/db";

/** The times at which requests may be made: the first `firstInMs` from now, each further one `1 / perSecond` later. */
export interface Slots {
  count: number;
  firstInMs: number;
}

interface Wanted {
  webhookId: string;
  perSecond: number;
  count: number;
}

/**
 * Reserves slots of webhooks that have a rate limit, one for each request, over all processes. No slot is further ahead than
 * `horizonMs`. Returns the slots by webhook id; a webhook without any is missing.
 */
export async function reserveRateLimitSlots(input: {
  db: Database;
  wanted: readonly Wanted[];
  horizonMs: number;
}): Promise<ReadonlyMap<string, Slots>> {
  const { db, wanted, horizonMs } = input;
  const taken = await take(db, wanted, horizonMs);
  // Most lanes exist. A missing one is made, once.
  const known = new Set(taken.map(({ webhookId }) => webhookId));
  const unknown = wanted.filter(({ webhookId }) => !known.has(webhookId));
  if (unknown.length > 0) {
    await db.$executeRaw`
      insert into lane (webhook_id, organization_id)
      select id, organization_id from webhook where id = any(${unknown.map(({ webhookId }) => webhookId)}::text[]) order by id
      on conflict do nothing`;
    taken.push(...(await take(db, unknown, horizonMs)));
  }
  return new Map(taken.filter(({ count }) => count > 0).map((slots) => [slots.webhookId, slots]));
}

function take(db: Database, wanted: readonly Wanted[], horizonMs: number): Promise<(Slots & { webhookId: string })[]> {
  return db.$queryRaw`
    with free as materialized (
      select l.webhook_id, w.per_second, w.wanted, greatest(l.free_from, now()) as free_from
      from lane l join unnest(
        ${wanted.map(({ webhookId }) => webhookId)}::text[],
        ${wanted.map(({ perSecond }) => perSecond)}::float8[],
        ${wanted.map(({ count }) => count)}::int[]
      ) as w(webhook_id, per_second, wanted) on w.webhook_id = l.webhook_id
      order by l.webhook_id
      for update of l
    ), slots as (
      select *, extract(epoch from free_from - now()) * 1000 as first_in_ms from free
    ), granted as (
      select *, least(wanted, greatest(0, floor((${horizonMs} - first_in_ms) / 1000 * per_second) + 1))::int as count from slots
    ), moved as (
      update lane set free_from = g.free_from + g.count / g.per_second * interval '1 second'
      from granted g where lane.webhook_id = g.webhook_id and g.count > 0
    )
    select webhook_id as "webhookId", count, first_in_ms::float8 as "firstInMs" from granted`;
}
