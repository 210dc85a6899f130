import { z } from "zod";
import { retryAction } from "@/domain/automation/change-progress";
import { actionReference, retryInput } from "@/domain/automation/execution";
import { isFinal } from "@/domain/automation/execution-status";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import { changeExecution } from "@/server/automation/change-execution";
import type { Context } from "@/server/context";

const retriggerInput = z.object({ ...actionReference.shape, retry: z.unknown().optional() });

/**
 * Does an action of an execution again that has ended. With RETRY_AND_RESUME the execution goes on behind it, with RETRY_AND_STOP it
 * does not; with RETRY_ALL_PARENT_CONDITION_ACTIONS the condition is judged again and all its actions are done again. A webhook is
 * called again under the same `webhook-id`. Needs the scope write. Throws PosternError `not_found` and `conflict`.
 */
export async function retriggerAction(given: {
  ctx: Context;
  input: { execution_id: string; action_id: string; retry?: unknown };
}): Promise<void> {
  const { ctx, input } = given;
  authorise(ctx, "write");
  const { execution_id: executionId, action_id: actionId, retry } = parseInput(retriggerInput, input);
  const { retry_strategy: strategy, condition_id: conditionId } = parseInput(retryInput, retry ?? {});
  await changeExecution({
    ctx,
    executionId,
    change: (execution) => {
      const action = execution.actions.find(({ id }) => id === actionId);
      if (!action) throw new PosternError("not_found", `This execution has no action with the id ${actionId}.`);
      if (!isFinal(execution.status))
        throw new PosternError("conflict", `This execution is under way (${execution.status}): cancel it first.`);
      if (conditionId && conditionId !== action.condition_id) {
        const message = "This is not the condition of the action.";
        throw new PosternError("invalid_input", `condition_id: ${message}`, { faults: [{ path: "condition_id", message }] });
      }
      const { progress, stopAfter } = retryAction({ progress: execution, action, strategy, now: ctx.clock.now() });
      return { ...execution, ...progress, stopAfter, waitingFor: null };
    },
  });
}
