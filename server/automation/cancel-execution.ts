import type { z } from "zod";
import { endAll } from "@/domain/automation/change-progress";
import { type AutomationExecution, executionReference } from "@/domain/automation/execution";
import { isFinal } from "@/domain/automation/execution-status";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import { changeExecution } from "@/server/automation/change-execution";
import { skipWaitingDelivery } from "@/server/automation/skip-waiting-delivery";
import type { Context } from "@/server/context";

/**
 * Cancels an execution: what it has not done is not done any more. A webhook that waits in the queue is not sent; a request that is under
 * way is not called back. One that is cancelled already is returned as it is. Needs the scope write. Throws PosternError
 * `not_found`, and `conflict` for one that has ended otherwise.
 */
export async function cancelExecution(given: { ctx: Context; input: z.input<typeof executionReference> }): Promise<AutomationExecution> {
  const { ctx, input } = given;
  authorise(ctx, "write");
  const { execution_id: executionId } = parseInput(executionReference, input);
  return changeExecution({
    ctx,
    executionId,
    change: async (execution, tx) => {
      const { status, organizationId, waitingFor } = execution;
      if (status === "cancelled") return execution;
      if (isFinal(status)) throw new PosternError("conflict", `This execution has ended (${status}), so it cannot be cancelled.`);
      if (waitingFor !== null) await skipWaitingDelivery({ tx, organizationId, deliveryId: waitingFor });
      const message = "The execution was cancelled.";
      const ended = endAll(execution, { status: "cancelled", message, payload: {}, now: ctx.clock.now() });
      return { ...execution, ...ended, status: "cancelled", waitingFor: null };
    },
  });
}
