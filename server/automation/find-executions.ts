import { MAX_COUNTED } from "@/domain/max-counted";
import { Prisma } from "@/prisma/generated/client";
import { EXECUTION_COLUMNS, type Execution, type ExecutionRow, toExecution } from "@/server/automation/execution-row";
import type { Database } from "@/server/platform/db";

/** Returns the executions `x` of an organization, or those for one of its entities, as a statement finds them. */
export function foundExecutions({ organizationId, entityId }: { organizationId: string; entityId: string | undefined }): Prisma.Sql {
  const ofEntity = entityId === undefined ? Prisma.empty : Prisma.sql`and x.entity_id = ${entityId}`;
  return Prisma.sql`from automation_execution x where x.organization_id = ${organizationId} ${ofEntity}`;
}

/** Counts the executions, to MAX_COUNTED and no further. A list is read as far as that by `from`. */
export async function countExecutions(db: Database, found: Prisma.Sql): Promise<number> {
  const [counted] = await db.$queryRaw<[{ total: number }]>`
    select count(*)::int as total from (select ${found} limit ${MAX_COUNTED}) counted`;
  return counted.total;
}

/** Reads a part of the executions, the newest first. `range` begins with `limit`. */
export async function readNewest(db: Database, found: Prisma.Sql, range: Prisma.Sql): Promise<Execution[]> {
  const rows = await db.$queryRaw<ExecutionRow[]>`select ${EXECUTION_COLUMNS} ${found} order by x.created_at desc, x.id desc ${range}`;
  return rows.map(toExecution);
}
