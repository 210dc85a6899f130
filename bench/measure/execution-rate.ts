import { measureEntityChangeRate } from "@/bench/measure/entity-change-rate";
import type { Api } from "@/bench/support/api";
import type { ExecutionWatch } from "@/bench/support/execution-watch";

/**
 * Returns the executions a second, end to end: from the first change of an entity that starts one until the last has ended. Each
 * change starts one execution.
 */
export async function measureExecutionRate(input: {
  api: Api;
  executions: ExecutionWatch;
  slug: string;
  ids: readonly string[];
}): Promise<number> {
  const { api, executions, slug, ids } = input;
  const startedAt = performance.now();
  await measureEntityChangeRate({ api, slug, ids });
  await executions.untilNoneIsOpen();
  return ids.length / ((performance.now() - startedAt) / 1000);
}
