import type { Jobs } from "@/server/jobs";

/**
 * Says after the commit that endWaitingDeliveries has ended deliveries: the executions of automations that waited for them go on at once,
 * and the dispatch ends the deliveries that were too many to end in one transaction.
 */
export async function announceEndedDeliveries({ jobs, executionIds }: { jobs: Jobs; executionIds: readonly string[] }): Promise<void> {
  await jobs.send({ name: "webhook/deliveries.due" });
  if (executionIds.length > 0) await jobs.send({ name: "automation/executions.due", executionIds });
}
