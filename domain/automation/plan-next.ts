import { hasFailed } from "@/domain/automation/change-progress";
import type { ExecutionAction, ExecutionCondition, ExecutionProgress, ExecutionSchedule } from "@/domain/automation/execution";
import { isFinal } from "@/domain/automation/execution-status";

/**
 * The next thing to do in an execution. `act`: do the action. `await`: its act is under way elsewhere. `judge`: find out whether the
 * condition holds. `schedule`: compute the time of a schedule that the action waits for. `sleep`: wait until then. `skip`: the
 * condition does not hold. `cancel`: the schedule was cancelled. `finish`: nothing is left.
 */
export type NextStep =
  | { type: "act" | "await"; action: ExecutionAction }
  | { type: "judge"; condition: ExecutionCondition }
  | { type: "schedule"; schedule: ExecutionSchedule; action: ExecutionAction; condition: ExecutionCondition | null }
  | { type: "sleep"; action: ExecutionAction; until: Date }
  | { type: "skip"; action: ExecutionAction; condition: ExecutionCondition }
  | { type: "cancel"; action: ExecutionAction; schedule: ExecutionSchedule }
  | { type: "finish" };

/**
 * Returns what comes next in an execution. Actions are done one after the other; those that have ended are passed over. Behind one that
 * failed and may not, only what somebody asked for is done. A condition with a schedule is judged when that is over, unless it says
 * BEFORE_SCHEDULE.
 */
export function planNext({ actions, conditions, schedules }: ExecutionProgress, now: Date): NextStep {
  const failedAt = actions.findIndex(hasFailed);
  const isBarred = (action: ExecutionAction, at: number) => failedAt !== -1 && at > failedAt && action.retry_strategy === undefined;
  const action = actions.find((one, at) => !isFinal(one.execution_status) && !isBarred(one, at));
  if (!action) return { type: "finish" };
  if (action.execution_status === "in_progress") return { type: "await", action };

  const condition = conditions.find(({ id }) => id === action.condition_id) ?? null;
  const scheduleOf = (id: string | null | undefined) => schedules.find((one) => one.id === id);
  if (condition) {
    const isJudged = condition.evaluationResult !== undefined;
    const schedule = scheduleOf(condition.schedule_id);
    if (!isJudged && schedule && condition.evaluation_order === "BEFORE_SCHEDULE") return { type: "judge", condition };
    if (condition.evaluationResult === false) return { type: "skip", action, condition };
    const wait = schedule && waitFor({ schedule, action, condition, now });
    if (wait) return wait;
    if (!isJudged) return { type: "judge", condition };
  }
  const schedule = scheduleOf(action.schedule_id);
  return (schedule && waitFor({ schedule, action, condition: null, now })) ?? { type: "act", action };
}

/** Returns what is to be done until a schedule is over; null where it is. */
function waitFor(input: {
  schedule: ExecutionSchedule;
  action: ExecutionAction;
  condition: ExecutionCondition | null;
  now: Date;
}): NextStep | null {
  const { schedule, action, condition, now } = input;
  if (schedule.schedule_status === "cancelled") return { type: "cancel", action, schedule };
  if (schedule.scheduled_for === undefined) return { type: "schedule", schedule, action, condition };
  const until = new Date(schedule.scheduled_for);
  return until > now ? { type: "sleep", action, until } : null;
}
