import type { Database } from "@/server/platform/db";
import { countChunk } from "@/server/statistics/count-chunk";

/** The number of deliveries in a chunk. It takes well below a second and blocks nothing. */
const CHUNK = 20_000;

/**
 * Counts the new deliveries of all organizations, one organization after the other, for at most `budgetMs`. Returns the number of
 * deliveries it looked at. The next call counts the rest.
 */
export async function countDeliveries(input: { db: Database; budgetMs: number }): Promise<number> {
  const { db, budgetMs } = input;
  const until = performance.now() + budgetMs;
  let seen = 0;
  for (const { id } of await findUncounted(db)) {
    for (let hasMore = true; hasMore && performance.now() < until; ) {
      const chunk = await countChunk({ db, organizationId: id, limit: CHUNK });
      seen += chunk.seen;
      hasMore = chunk.hasMore;
    }
  }
  return seen;
}

/** Counts all of an organization's deliveries again, for example after rows were written into its past. */
export async function recountDeliveries(input: { db: Database; organizationId: string }): Promise<void> {
  const { db, organizationId } = input;
  const where = { organizationId };
  await db.$transaction([
    db.countMark.deleteMany({ where }),
    db.uncountedDelivery.deleteMany({ where }),
    db.deliveryHour.deleteMany({ where }),
    db.latencyHour.deleteMany({ where }),
  ]);
  while ((await countChunk({ db, organizationId, limit: CHUNK })).hasMore);
}

function findUncounted(db: Database): Promise<{ id: string }[]> {
  return db.$queryRaw`
    select o.id from organization o left join count_mark m on m.organization_id = o.id
    where exists (select 1 from uncounted_delivery u where u.organization_id = o.id)
      or exists (select 1 from delivery d where d.organization_id = o.id and d.created_at >= coalesce(m.counted_until, '-infinity'))
    order by m.counted_until nulls first`;
}
