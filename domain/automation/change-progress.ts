import type { ActionState, ExecutionAction, ExecutionCondition, ExecutionProgress, ExecutionSchedule } from "@/domain/automation/execution";
import { type ErrorOutput, errorOutput, isFinal } from "@/domain/automation/execution-status";

/** Changes what is known of one action. */
export function setAction(progress: ExecutionProgress, id: string, change: Partial<ActionState> & { config?: object }): ExecutionProgress {
  return { ...progress, actions: changed(progress.actions, id, change) };
}

export function setCondition(progress: ExecutionProgress, id: string, change: Partial<ExecutionCondition>): ExecutionProgress {
  return { ...progress, conditions: changed(progress.conditions, id, change) };
}

export function setSchedule(progress: ExecutionProgress, id: string, change: Partial<ExecutionSchedule>): ExecutionProgress {
  return { ...progress, schedules: changed(progress.schedules, id, change) };
}

function changed<Item extends { id: string }>(items: readonly Item[], id: string, change: object): Item[] {
  return items.map((item) => (item.id === id ? { ...item, ...change } : item));
}

/** Fails an action, and the execution with it unless the action allows that. */
export function failAction(input: {
  progress: ExecutionProgress;
  action: ExecutionAction;
  error: ErrorOutput;
  now: Date;
}): ExecutionProgress {
  const { progress, action, error, now } = input;
  const failed = setAction(progress, action.id, { execution_status: "failed", error_output: error, updated_at: now.toISOString() });
  return action.allow_failure ? failed : { ...failed, status: "failed" };
}

/**
 * Fails a condition whose schedule has no time, and the execution with it. Where the condition allows that, its actions are cancelled and
 * the execution goes on behind them.
 */
export function failCondition(input: {
  progress: ExecutionProgress;
  condition: ExecutionCondition;
  error: ErrorOutput;
  now: Date;
}): ExecutionProgress {
  const { progress, condition, error, now } = input;
  const failed = setCondition(progress, condition.id, { error_output: error });
  if (!condition.allow_failure) return { ...failed, status: "failed" };
  const of = failed.actions.filter(({ condition_id: id, execution_status: status }) => id === condition.id && !isFinal(status));
  return of.reduce(
    (made, { id }) =>
      endUndone(made, { id, status: "cancelled", message: error.error_reason, payload: { condition_id: condition.id }, now }),
    failed,
  );
}

/** Ends an action that was not done, and says why. */
export function endUndone(
  progress: ExecutionProgress,
  input: { id: string; status: "skipped" | "cancelled"; message: string; payload: Record<string, unknown>; now: Date },
): ExecutionProgress {
  const { id, status, message, payload, now } = input;
  return setAction(progress, id, { execution_status: status, reason: { message, payload }, updated_at: now.toISOString() });
}

/** Ends all actions that have not ended, and says why. */
export function endAll(
  progress: ExecutionProgress,
  input: { status: "skipped" | "cancelled"; message: string; payload: Record<string, unknown>; now: Date },
): ExecutionProgress {
  const open = progress.actions.filter(({ execution_status: status }) => !isFinal(status));
  return open.reduce((made, { id }) => endUndone(made, { id, ...input }), progress);
}

/** Checks whether an action has failed and may not. */
export function hasFailed({ execution_status: status, allow_failure: isAllowed }: ExecutionAction): boolean {
  return status === "failed" && !isAllowed;
}

/**
 * Ends an execution in which nothing is left to do. It has failed where one of its actions has, which a retry of another passes over. One
 * whose actions were all skipped was skipped itself.
 */
export function finish(progress: ExecutionProgress): ExecutionProgress {
  if (progress.actions.some(hasFailed)) return { ...progress, status: "failed" };
  const isSkipped = progress.actions.length > 0 && progress.actions.every(({ execution_status: status }) => status === "skipped");
  return { ...progress, status: isSkipped ? "skipped" : "success" };
}

/** Returns the action that an execution is at; undefined where there is none left. */
export function currentAction({ actions }: ExecutionProgress): ExecutionAction | undefined {
  return (
    actions.find(({ execution_status: status }) => status === "failed") ?? actions.find(({ execution_status: status }) => !isFinal(status))
  );
}

/** The actions that a retry does again. */
export interface Retry {
  progress: ExecutionProgress;
  /** The action behind which the execution stops; null where it goes on. */
  stopAfter: string | null;
}

/** Returns an execution in which an action, or all actions of its condition, are to be done again. */
export function retryAction(input: {
  progress: ExecutionProgress;
  action: ExecutionAction;
  strategy: NonNullable<ActionState["retry_strategy"]>;
  now: Date;
}): Retry {
  const { progress, action, strategy, now } = input;
  const isOfCondition = strategy === "RETRY_ALL_PARENT_CONDITION_ACTIONS";
  const ids = isOfCondition
    ? progress.actions.filter(({ condition_id: id }) => id === action.condition_id).map(({ id }) => id)
    : [action.id];
  const actions = progress.actions.map((one): ExecutionAction => {
    if (!ids.includes(one.id)) return withoutRetry(one);
    const { error_output: _error, outputs: _outputs, reason: _reason, started_at: _startedAt, ...rest } = one;
    return { ...rest, execution_status: "pending", retry_strategy: strategy, updated_at: now.toISOString() };
  });
  const conditions = progress.conditions.map((condition): ExecutionCondition => {
    // What is tried again alone was asked for by somebody who knows that its condition did not hold.
    if (condition.id !== action.condition_id) return condition;
    const { evaluationResult: _result, error_output: _error, ...rest } = condition;
    return isOfCondition ? rest : { ...rest, evaluationResult: true };
  });
  // A schedule is over for what is tried again.
  const schedules = progress.schedules.map((schedule): ExecutionSchedule => {
    const isOf = [action.schedule_id, progress.conditions.find(({ id }) => id === action.condition_id)?.schedule_id].includes(schedule.id);
    return isOf ? { ...schedule, scheduled_for: now.toISOString(), schedule_status: "over" } : schedule;
  });
  return { progress: { status: "pending", actions, conditions, schedules }, stopAfter: strategy === "RETRY_AND_STOP" ? action.id : null };
}

/** Takes back an earlier retry that an action did not come to. */
function withoutRetry(action: ExecutionAction): ExecutionAction {
  if (isFinal(action.execution_status)) return action;
  const { retry_strategy: _strategy, ...rest } = action;
  return rest;
}

/** Returns the error of an action that Postern itself could not do. */
export function internalError(message: string): ErrorOutput {
  return errorOutput("INTERNAL_ERROR", "Postern could not do this.", message);
}
