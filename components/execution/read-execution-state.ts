import { type ExecutionState, executionState } from "@/domain/automation/listed-execution";

/** Reads from an address what a list of executions is narrowed to; null for all. A value that is not known counts as not given. */
export function readExecutionState(given: unknown): ExecutionState | null {
  const parsed = executionState.safeParse(given);
  return parsed.success ? parsed.data : null;
}
