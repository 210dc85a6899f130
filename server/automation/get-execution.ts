import type { z } from "zod";
import { type AutomationExecution, executionReference } from "@/domain/automation/execution";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import { getExecutionInTenant } from "@/server/automation/find-execution";
import { serializeExecution } from "@/server/automation/serialize-execution";
import type { Context } from "@/server/context";

/** Returns an execution. Needs the scope read. Throws PosternError `not_found`. */
export async function getExecution({
  ctx,
  input,
}: {
  ctx: Context;
  input: z.input<typeof executionReference>;
}): Promise<AutomationExecution> {
  authorise(ctx, "read");
  const { execution_id: executionId } = parseInput(executionReference, input);
  return serializeExecution(await getExecutionInTenant({ db: ctx.db, organizationId: ctx.tenant.organizationId, executionId }));
}
