import type { Retention } from "@/domain/retention/retention";
import type { Database, Transaction } from "@/server/platform/db";

const CHUNK_SIZE = 1_000;
const MAX_CHUNKS = 500;

/**
 * Deletes executions that ended longer ago than their organization keeps deliveries, chunk by chunk. Returns their number. What has not
 * ended is never deleted. Each organization's are found by its own part of an index, so that what another one keeps longer is not read.
 */
export async function deleteOldExecutions(input: { db: Database | Transaction; now: Date; retention: Retention }): Promise<number> {
  const { db, now, retention } = input;
  let deleted = 0;
  for (let chunk = 0; chunk < MAX_CHUNKS; chunk++) {
    const count = await db.$executeRaw`
      with old as materialized (
        select x.id from organization o cross join lateral (
          select id from automation_execution
          where organization_id = o.id
            and ended_at < ${now}::timestamptz - least(o.delivery_retention_days, ${retention.deliveryDays}::int) * interval '1 day'
          order by ended_at limit ${CHUNK_SIZE}
          for update skip locked
        ) x
        limit ${CHUNK_SIZE}
      )
      delete from automation_execution where id = any(array(select id from old))`;
    deleted += count;
    if (count < CHUNK_SIZE) break;
  }
  return deleted;
}
