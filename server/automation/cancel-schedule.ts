import type { z } from "zod";
import { setSchedule } from "@/domain/automation/change-progress";
import { executionSchedule, scheduleReference } from "@/domain/automation/execution";
import { isFinal } from "@/domain/automation/execution-status";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import { changeExecution } from "@/server/automation/change-execution";
import type { Context } from "@/server/context";

/**
 * Cancels a schedule of an execution: the actions that wait for it are cancelled, and the execution goes on behind them. Returns the
 * schedule. Needs the scope write. Throws PosternError `not_found`, and `conflict` where the execution has ended or the schedule is
 * over.
 */
export async function cancelSchedule(given: {
  ctx: Context;
  input: z.input<typeof scheduleReference>;
}): Promise<z.output<typeof executionSchedule>> {
  const { ctx, input } = given;
  authorise(ctx, "write");
  const { execution_id: executionId, schedule_id: scheduleId } = parseInput(scheduleReference, input);
  const isAsked = ({ id }: { id: string }) => id === scheduleId;
  const { schedules } = await changeExecution({
    ctx,
    executionId,
    change: (execution) => {
      const schedule = execution.schedules.find(isAsked);
      if (!schedule) throw new PosternError("not_found", `This execution has no schedule with the id ${scheduleId}.`);
      if (schedule.schedule_status === "cancelled") return execution;
      if (isFinal(execution.status)) throw new PosternError("conflict", `This execution has ended (${execution.status}).`);
      const isOver = schedule.scheduled_for !== undefined && new Date(schedule.scheduled_for) <= ctx.clock.now();
      if (isOver) throw new PosternError("conflict", "This schedule is over: what waited for it has gone on.");
      return { ...execution, ...setSchedule(execution, scheduleId, { schedule_status: "cancelled" }) };
    },
  });
  return executionSchedule.parse(schedules.find(isAsked));
}
