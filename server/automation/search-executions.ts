import { type AutomationExecutionPage, executionSearch, writeCursor } from "@/domain/automation/execution";
import { parseInput } from "@/domain/parse-input";
import { Prisma } from "@/prisma/generated/client";
import { authorise } from "@/server/authorise";
import { countExecutions, foundExecutions, readNewest } from "@/server/automation/find-executions";
import { serializeExecution } from "@/server/automation/serialize-execution";
import type { Context } from "@/server/context";

/** Returns a page of the executions for one entity, the newest first, and where the next begins. Needs the scope read. */
export async function searchExecutions({ ctx, input }: { ctx: Context; input: unknown }): Promise<AutomationExecutionPage> {
  authorise(ctx, "read");
  const { entity_id: entityId, size, cursor } = parseInput(executionSearch, input);
  const found = foundExecutions({ organizationId: ctx.tenant.organizationId, entityId });
  const behind = cursor ? Prisma.sql`and (x.created_at, x.id) < (${cursor.createdAt}::timestamptz, ${cursor.id})` : Prisma.empty;
  const [total, rows] = await Promise.all([
    countExecutions(ctx.db, found),
    readNewest(ctx.db, Prisma.sql`${found} ${behind}`, Prisma.sql`limit ${size + 1}`),
  ]);
  const page = rows.slice(0, size);
  const last = rows.length > size ? page.at(-1) : undefined;
  return { total, results: page.map(serializeExecution), ...(last && { next_cursor: writeCursor(last) }) };
}
