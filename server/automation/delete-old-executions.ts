import type { Retention } from "@/domain/retention/retention";
import type { Database } from "@/server/platform/db";

const CHUNK_SIZE = 1_000;
const MAX_CHUNKS = 500;

/**
 * Deletes executions that ended longer ago than their organization keeps deliveries, chunk by chunk. Returns their number. What has not
 * ended is never deleted.
 */
export async function deleteOldExecutions(input: { db: Database; now: Date; retention: Retention }): Promise<number> {
  const { db, now, retention } = input;
  let deleted = 0;
  for (let chunk = 0; chunk < MAX_CHUNKS; chunk++) {
    const count = await db.$executeRaw`
      with old as materialized (
        select x.id from automation_execution x join organization o on o.id = x.organization_id
        where x.ended_at < ${now}::timestamptz - (
            select least(min(delivery_retention_days), ${retention.deliveryDays}::int) from organization
          ) * interval '1 day'
          and x.ended_at < ${now}::timestamptz - least(coalesce(o.delivery_retention_days, ${retention.deliveryDays}::int), ${retention.deliveryDays}::int) * interval '1 day'
        order by x.ended_at limit ${CHUNK_SIZE}
        for update of x skip locked
      )
      delete from automation_execution x using old where x.id = old.id`;
    deleted += count;
    if (count < CHUNK_SIZE) break;
  }
  return deleted;
}
