import type { CallOutcome, Operation, SerializedError, StepResult } from "@/inngest/runtime/sdk-protocol";
import { durationMs } from "@/inngest/runtime/time-string";

/** The name under which the protocol continues the function itself, rather than one planned step. */
export const FUNCTION_STEP = "step";

/** An entry that a run waits for: a call to be made (again), or a sleep to end. */
interface Waiting {
  kind: "call" | "sleep";
  /** Unix time in milliseconds. */
  at: number;
  /** The failed tries before a call. */
  attempt: number;
}

/** Everything that is remembered of a run, kept as JSON. */
export interface RunState {
  steps: Record<string, StepResult>;
  stack: string[];
  waiting: Record<string, Waiting>;
  /** True once steps were planned side by side: from then on, each step is planned before it is run. */
  isParallel: boolean;
}

export interface RetryRules {
  maxAttempts: number;
  backoffMs: (attempt: number) => number;
  nowMs: number;
}

export function initialState(nowMs: number): RunState {
  return { steps: {}, stack: [], waiting: { [FUNCTION_STEP]: { kind: "call", at: nowMs, attempt: 0 } }, isParallel: false };
}

function memoise(state: RunState, id: string, result: StepResult, nowMs: number): void {
  delete state.waiting[id];
  state.steps[id] = result;
  state.stack.push(id);
  state.waiting[FUNCTION_STEP] = { kind: "call", at: nowMs, attempt: 0 };
}

/** Ends the sleeps that are over. */
export function wakeSleepers(state: RunState, nowMs: number): void {
  const over = Object.entries(state.waiting).filter(([, { kind, at }]) => kind === "sleep" && at <= nowMs);
  over.sort(([, one], [, other]) => one.at - other.at);
  for (const [id] of over) memoise(state, id, { data: null }, nowMs);
}

/** Returns the calls that are due. Planned steps come first: the function continues when they have been tried. */
export function findDueCalls(state: RunState, nowMs: number): string[] {
  const due = Object.entries(state.waiting).filter(([, { kind, at }]) => kind === "call" && at <= nowMs);
  const planned = due.map(([id]) => id).filter((id) => id !== FUNCTION_STEP);
  return planned.length > 0 ? planned : due.map(([id]) => id);
}

export function nextWakeAt(state: RunState): number {
  return Math.min(...Object.values(state.waiting).map(({ at }) => at));
}

/**
 * Takes in the outcome of a call of `stepId`. Returns an error when the run has failed for good, `completed` when it is done, and null when
 * it continues.
 */
export function applyOutcome(
  state: RunState,
  stepId: string,
  outcome: CallOutcome,
  rules: RetryRules,
): { error: SerializedError } | "completed" | null {
  const attempt = state.waiting[stepId]?.attempt ?? 0;
  const tryAgain = (retryAfterMs: number | null) => {
    const at = rules.nowMs + (retryAfterMs ?? rules.backoffMs(attempt));
    state.waiting[stepId] = { kind: "call", at, attempt: attempt + 1 };
  };
  const isLastAttempt = attempt + 1 >= rules.maxAttempts;

  if (outcome.type === "completed") return "completed";
  if (outcome.type === "failed") {
    if (!outcome.isRetriable || isLastAttempt) return { error: outcome.error };
    tryAgain(outcome.retryAfterMs);
    return null;
  }
  delete state.waiting[stepId];
  if (outcome.operations.length > 1) state.isParallel = true;
  for (const operation of outcome.operations) {
    const error = operation.error ?? { name: "Error", message: "The step failed without a message." };
    if (operation.op === "RunComplete") return "completed";
    if (operation.op === "StepRun") memoise(state, operation.id, { data: operation.data ?? null }, rules.nowMs);
    else if (operation.op === "StepFailed" || (operation.op === "StepError" && isLastAttempt)) {
      memoise(state, operation.id, { error }, rules.nowMs);
    } else if (operation.op === "StepError") tryAgain(outcome.retryAfterMs);
    else if (operation.op === "StepPlanned") state.waiting[operation.id] ??= { kind: "call", at: rules.nowMs, attempt: 0 };
    else if (operation.op === "Sleep") state.waiting[operation.id] ??= { kind: "sleep", at: wakeAt(operation, rules.nowMs), attempt: 0 };
    else return { error: unserved(operation) };
  }
  return null;
}

function wakeAt(operation: Operation, nowMs: number): number {
  return nowMs + durationMs(operation.opts?.duration ?? operation.name ?? "", nowMs);
}

function unserved(operation: Operation): SerializedError {
  const step = operation.displayName ?? operation.id;
  return { name: "NotServedError", message: `The embedded host does not serve ${operation.op}, which the step "${step}" asks for.` };
}
