import type pg from "pg";
import type { Logger } from "pino";
import type { HostFunction } from "@/inngest/runtime/function-registry";
import {
  applyOutcome,
  FUNCTION_STEP,
  findDueCalls,
  initialState,
  nextWakeAt,
  type RunState,
  wakeSleepers,
} from "@/inngest/runtime/run-state";
import { failRun, forgetRun, handOnRun, loadRun, type RunJob, saveRun } from "@/inngest/runtime/run-store";
import { type CallOutcome, callFunction, type SerializedError } from "@/inngest/runtime/sdk-protocol";
import type { ServeHandler } from "@/inngest/runtime/serve-in-process";

export interface ExecuteRunDeps {
  pool: pg.Pool;
  serve: ServeHandler;
  logger: Logger;
  /** Returns the wait until the next try after `attempt` (0 for the first) has failed. */
  backoffMs: (attempt: number) => number;
  /** Hands a run that failed for good to the functions that handle its failure. */
  onRunFailed: (job: RunJob, error: SerializedError) => Promise<void>;
}

const TIMED_OUT: unique symbol = Symbol("timed out");

/**
 * Continues a run until it has ended or has to wait; then it is handed on to a later job. Each step's result is stored before the next
 * call. A job that was overtaken (its run was continued elsewhere, or has ended) does nothing.
 */
export async function executeRun(deps: ExecuteRunDeps, fn: HostFunction, job: RunJob): Promise<void> {
  const { pool } = deps;
  const stored = await loadRun(pool, job.runId);
  if (stored && (stored.endedAt !== null || stored.sequence !== job.sequence)) return;
  const startedAt = stored?.startedAt ?? new Date();
  const state = stored?.state ?? initialState(Date.now());
  const finishAtMs = fn.finishTimeoutMs === null ? Number.POSITIVE_INFINITY : startedAt.getTime() + fn.finishTimeoutMs;

  for (;;) {
    if (Date.now() >= finishAtMs) return giveUp(deps, fn, job, state, startedAt);
    wakeSleepers(state, Date.now());
    const due = findDueCalls(state, Date.now());
    if (due.length === 0) {
      const wakeAtMs = Math.min(nextWakeAt(state), finishAtMs);
      if (!Number.isFinite(wakeAtMs)) throw new Error(`The run ${job.runId} waits for nothing.`);
      return handOnRun(pool, job, state, startedAt, new Date(wakeAtMs));
    }
    const outcomes = await within(finishAtMs, Promise.all(due.map((stepId) => callStep(deps, fn, job, state, stepId))));
    if (outcomes === TIMED_OUT) return giveUp(deps, fn, job, state, startedAt);

    const rules = { maxAttempts: fn.maxAttempts, backoffMs: deps.backoffMs, nowMs: Date.now() };
    for (const [index, stepId] of due.entries()) {
      const outcome = outcomes[index];
      const end = outcome ? applyOutcome(state, stepId, outcome, rules) : null;
      if (end === "completed") return stored || state.stack.length > 0 ? forgetRun(pool, job.runId) : undefined;
      if (end !== null) return fail(deps, fn, job, state, startedAt, end.error);
    }
    if (findDueCalls(state, Date.now()).length > 0) await saveRun(pool, job, state, startedAt);
  }
}

function callStep(deps: ExecuteRunDeps, fn: HostFunction, job: RunJob, state: RunState, stepId: string): Promise<CallOutcome> {
  return callFunction(deps.serve, {
    functionId: fn.id,
    stepId,
    runId: job.runId,
    event: job.event,
    steps: state.steps,
    stack: state.stack,
    attempt: state.waiting[stepId]?.attempt ?? 0,
    maxAttempts: fn.maxAttempts,
    isParallel: state.isParallel || stepId !== FUNCTION_STEP,
  });
}

/** Returns the result of `work`, or TIMED_OUT when there is none by `deadlineMs`; the work itself cannot be stopped. */
async function within<Result>(deadlineMs: number, work: Promise<Result>): Promise<Result | typeof TIMED_OUT> {
  if (!Number.isFinite(deadlineMs)) return work;
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<typeof TIMED_OUT>((resolve) => {
    timer = setTimeout(() => resolve(TIMED_OUT), Math.max(0, deadlineMs - Date.now()));
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

async function giveUp(deps: ExecuteRunDeps, fn: HostFunction, job: RunJob, state: RunState, startedAt: Date): Promise<void> {
  const error = { name: "TimeoutError", message: `The run did not finish within ${fn.finishTimeoutMs} ms and was given up.` };
  deps.logger.error({ runId: job.runId, functionId: fn.id }, error.message);
  await failRun(deps.pool, job, state, startedAt, error);
}

async function fail(
  deps: ExecuteRunDeps,
  fn: HostFunction,
  job: RunJob,
  state: RunState,
  startedAt: Date,
  error: SerializedError,
): Promise<void> {
  deps.logger.error({ runId: job.runId, functionId: fn.id, err: error }, "A run failed for good.");
  // The notice comes before the mark: a host that dies between them gives the notice twice rather than never.
  await deps.onRunFailed(job, error);
  await failRun(deps.pool, job, state, startedAt, error);
}
