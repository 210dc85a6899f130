import type { AutomationExecution } from "@/domain/automation/execution";
import { isFinal } from "@/domain/automation/execution-status";
import type { Execution } from "@/server/automation/execution-row";
import { getExecutionInTenant } from "@/server/automation/find-execution";
import { saveExecution } from "@/server/automation/save-execution";
import { serializeExecution } from "@/server/automation/serialize-execution";
import type { Context } from "@/server/context";
import type { Transaction } from "@/server/platform/db";

/**
 * Changes an execution from outside, under the lock that its own steps take, and has it gone on with where it has not ended. Throws
 * PosternError `not_found`.
 */
export async function changeExecution(input: {
  ctx: Context;
  executionId: string;
  change(execution: Execution, tx: Transaction): Execution | Promise<Execution>;
}): Promise<AutomationExecution> {
  const { ctx, executionId, change } = input;
  const { organizationId } = ctx.tenant;
  const now = ctx.clock.now();
  const changed = await ctx.db.$transaction(async (tx) => {
    const execution = await getExecutionInTenant({ db: tx, organizationId, executionId, isLocked: true });
    const next = await change(execution, tx);
    if (next !== execution) await saveExecution({ tx, execution: next, sleepsUntil: null, now });
    return { ...next, updatedAt: next === execution ? execution.updatedAt : now };
  });
  if (!isFinal(changed.status)) await ctx.jobs.send({ name: "automation/executions.due", executionIds: [executionId] });
  return serializeExecution(changed);
}
