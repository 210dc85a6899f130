import type { z } from "zod";
import type { AutomationExecutionList } from "@/domain/automation/execution";
import { executionListOptions } from "@/domain/automation/flow-search";
import { parseInput } from "@/domain/parse-input";
import { Prisma } from "@/prisma/generated/client";
import { authorise } from "@/server/authorise";
import { countExecutions, foundExecutions, readNewest } from "@/server/automation/find-executions";
import { serializeExecution } from "@/server/automation/serialize-execution";
import type { Context } from "@/server/context";

/** Returns the organization's executions, or those for one entity, the newest first. Needs the scope read. */
export async function getExecutions(given: {
  ctx: Context;
  input: z.input<typeof executionListOptions>;
}): Promise<AutomationExecutionList> {
  const { ctx, input } = given;
  authorise(ctx, "read");
  const { entity_id: entityId, size, from } = parseInput(executionListOptions, input);
  const found = foundExecutions({ organizationId: ctx.tenant.organizationId, entityId });
  const [total, page] = await Promise.all([
    countExecutions(ctx.db, found),
    readNewest(ctx.db, found, Prisma.sql`limit ${size} offset ${from}`),
  ]);
  return { total, results: page.map(serializeExecution) };
}
