"use server";

import { z } from "zod";
import { runAction } from "@/app/run-action";
import type { ActionResult } from "@/components/form/action-result";
import { parseInput } from "@/domain/parse-input";
import { cancelExecution } from "@/server/automation/cancel-execution";
import { cancelSchedule } from "@/server/automation/cancel-schedule";
import { retriggerAction } from "@/server/automation/retrigger-action";
import { startExecution } from "@/server/automation/start-execution";

const retried = z.object({ executionId: z.string(), actionId: z.string(), retry: z.unknown() });

/** Starts an automation by hand for a record. Returns the id of its execution. */
export async function startExecutionAction(input: { flow_id: string; entity_id: string }): Promise<ActionResult<{ executionId: string }>> {
  return runAction("portal.startExecution", async ({ ctx }) => {
    const { id } = await startExecution({ ctx, input });
    return { executionId: id };
  });
}

export async function cancelExecutionAction(executionId: string): Promise<ActionResult<null>> {
  return runAction("portal.cancelExecution", async ({ ctx }) => {
    await cancelExecution({ ctx, input: { execution_id: executionId } });
    return null;
  });
}

/** Cancels a schedule of an execution. The actions that wait for it are cancelled, and the execution goes on behind them. */
export async function cancelScheduleAction(input: { execution_id: string; schedule_id: string }): Promise<ActionResult<null>> {
  return runAction("portal.cancelSchedule", async ({ ctx }) => {
    await cancelSchedule({ ctx, input });
    return null;
  });
}

/** Does an action of an execution again; `retry` says how the execution goes on. */
export async function retriggerActionAction(input: z.input<typeof retried>): Promise<ActionResult<null>> {
  return runAction("portal.retriggerAction", async ({ ctx }) => {
    const { executionId, actionId, retry } = parseInput(retried, input);
    await retriggerAction({ ctx, input: { execution_id: executionId, action_id: actionId, retry } });
    return null;
  });
}
