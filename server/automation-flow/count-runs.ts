import type { Database, Transaction } from "@/server/platform/db";

/** Returns how many executions of each of these flows are kept. A flow that has none is not in the map. */
export async function countRuns(input: {
  db: Database | Transaction;
  organizationId: string;
  flowIds: readonly string[];
}): Promise<ReadonlyMap<string, number>> {
  const { db, organizationId, flowIds } = input;
  if (flowIds.length === 0) return new Map();
  const rows = await db.$queryRaw<{ flowId: string; count: number }[]>`
    select flow_id as "flowId", count(*)::int as count from automation_execution
    where organization_id = ${organizationId} and flow_id = any(${[...flowIds]}::text[])
    group by flow_id`;
  return new Map(rows.map(({ flowId, count }) => [flowId, count]));
}
