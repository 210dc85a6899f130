import { MAX_COUNTED } from "@/domain/max-counted";
import type { Database } from "@/server/platform/db";

/**
 * Returns how many executions of each of these flows are kept, counted to MAX_COUNTED and no further. A flow that has none is not in the
 * map. It is called outside of transactions that hold a lock, because even that takes a while.
 */
export async function countRuns(input: {
  db: Database;
  organizationId: string;
  flowIds: readonly string[];
}): Promise<ReadonlyMap<string, number>> {
  const { db, organizationId, flowIds } = input;
  if (flowIds.length === 0) return new Map();
  const rows = await db.$queryRaw<{ flowId: string; count: number }[]>`
    select f.id as "flowId", x.count from unnest(${[...flowIds]}::text[]) as f(id)
    cross join lateral (
      select count(*)::int as count from (
        select from automation_execution where organization_id = ${organizationId} and flow_id = f.id limit ${MAX_COUNTED}
      ) counted
    ) x
    where x.count > 0`;
  return new Map(rows.map(({ flowId, count }) => [flowId, count]));
}
