import { parseJsonObject } from "@/domain/json/parse-json-object";
import type { AttemptOutcome } from "@/server/queue/attempt-delivery";
import { isAwaited } from "@/server/queue/claim-deliveries";

/** Returns the executions of automations that waited for the ends of these deliveries. Their ends are in history by now. */
export function awaitingExecutions(outcomes: readonly AttemptOutcome[]): string[] {
  return outcomes.flatMap(({ type, claim }) => {
    if (type === "retry" || type === "released" || !isAwaited(claim)) return [];
    const { execution_id: executionId } = parseJsonObject(claim.metadata);
    return typeof executionId === "string" ? [executionId] : [];
  });
}
