import type { ListedExecution } from "@/domain/automation/listed-execution";

/** Returns the address of an execution's page. */
export function executionHref({ id, flow }: Pick<ListedExecution, "id" | "flow">): string {
  return `/automations/${flow.id}/executions/${id}`;
}
