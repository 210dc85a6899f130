import { PosternError } from "@/domain/errors";
import { type Execution, readExecution } from "@/server/automation/execution-row";
import type { Database, Transaction } from "@/server/platform/db";

/** Returns an execution by its id. Throws PosternError `not_found` for an unknown one and for another organization's one. */
export async function getExecutionInTenant(input: {
  db: Database | Transaction;
  organizationId: string;
  executionId: string;
  isLocked?: boolean;
}): Promise<Execution> {
  const execution = await readExecution(input);
  if (execution) return execution;
  throw new PosternError("not_found", `This organization has no execution with the id ${input.executionId}, or it is too old to be kept.`);
}
