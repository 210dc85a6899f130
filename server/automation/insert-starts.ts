import { disableHotFlow } from "@/server/automation/disable-hot-flow";
import { insertExecution, type Start } from "@/server/automation/insert-execution";
import type { Means } from "@/server/context";
import type { Database, Transaction } from "@/server/platform/db";

/**
 * Writes executions in the caller's transaction. Returns what is to be done after the commit: their event, and the end of flows that have
 * started too often.
 */
export async function insertStarts(input: {
  means: Pick<Means, "db" | "jobs">;
  tx: Database | Transaction;
  starts: readonly Start[];
  now: Date;
}): Promise<() => Promise<void>> {
  const { means, tx, starts, now } = input;
  const executionIds: string[] = [];
  const hot: Start[] = [];
  for (const start of starts) {
    const { id, isDue, isHot } = await insertExecution({ tx, start, now });
    if (isDue) executionIds.push(id);
    if (isHot) hot.push(start);
  }
  return async () => {
    if (executionIds.length > 0) await means.jobs.send({ name: "automation/executions.due", executionIds });
    for (const { organizationId, flow } of hot) await disableHotFlow({ db: means.db, organizationId, flowId: flow.id, now });
  };
}
