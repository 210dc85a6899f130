import { endUndone, failAction, failCondition, finish, setAction, setCondition, setSchedule } from "@/domain/automation/change-progress";
import type { ExecutionAction, ExecutionProgress } from "@/domain/automation/execution";
import { errorOutput, isFinal } from "@/domain/automation/execution-status";
import { type NextStep, planNext } from "@/domain/automation/plan-next";
import { ActFailure, act } from "@/server/automation/act";
import { type Execution, lockExecution } from "@/server/automation/execution-row";
import { judgeCondition } from "@/server/automation/judge-condition";
import { readWebhookEnd } from "@/server/automation/read-webhook-end";
import type { ActOutcome, Run } from "@/server/automation/run";
import { saveExecution } from "@/server/automation/save-execution";
import { timeSchedule } from "@/server/automation/time-schedule";
import type { Means } from "@/server/context";

/**
 * The thing that comes after a step. `next`: another step, at once. `sleeps`: another one at `until`. `rests`: none, because the
 * execution has ended or waits for the end of a delivery, which wakes it.
 */
export type Advance = { type: "next" } | { type: "sleeps"; until: string } | { type: "rests" };

const RESTS: Advance = { type: "rests" };
/** The longest transaction of a step. A statement's own time limit is shorter, so that what is slow ends by that one. */
const STEP_MS = 20_000;

interface Asked {
  means: Means;
  executionId: string;
  /** True when the step is not tried again. Then an action whose time is over fails. */
  isLastTry?: boolean;
}

/**
 * Takes the next step of an execution: at most one act, with the judging and scheduling before it. The act and the execution's row are one
 * transaction under a lock of the row. So a step that is tried again, or that two runs take at once, does nothing twice. An act that
 * fails is undone with its step, which is then taken again with the failure in place of the act.
 */
export async function advanceExecution(asked: Asked): Promise<Advance> {
  try {
    return await takeStepOnce(asked, null);
  } catch (error) {
    if (error instanceof ActFailure) return takeStepOnce(asked, error);
    throw error;
  }
}

/** Takes a step. `failure` is that of an action which has just been tried. */
async function takeStepOnce({ means, executionId, isLastTry = false }: Asked, failure: ActFailure | null): Promise<Advance> {
  const afterCommit: Run["afterCommit"] = [];
  const advance = await means.db.$transaction(
    async (tx) => {
      const execution = await lockExecution({ tx, executionId });
      if (!execution || isFinal(execution.status)) return RESTS;
      const { organizationId, hops } = execution;
      const ctx = { ...means, tenant: { organizationId }, actor: { type: "system" } as const, requestId: executionId, hops };
      const run: Run = { ctx, tx, execution, now: means.clock.now(), isLastTry, afterCommit };
      const taken = await takeStep(run, failure);
      const sleepsUntil = taken.type === "sleeps" ? new Date(taken.until) : null;
      await saveExecution({ tx, execution: run.execution, sleepsUntil, now: run.now });
      return taken;
    },
    { timeout: STEP_MS },
  );
  for (const tell of afterCommit) await tell();
  return advance;
}

async function takeStep(run: Run, failure: ActFailure | null): Promise<Advance> {
  let hasActed = false;
  for (;;) {
    const next = hasStopped(run.execution) ? ({ type: "finish" } as const) : planNext(run.execution, run.now);
    if (next.type === "act" && hasActed) {
      change(run, { ...run.execution, status: "in_progress" });
      return { type: "next" };
    }
    hasActed ||= next.type === "act";
    const rest = await take(run, next, failure);
    if (rest) return rest;
    if (isFinal(run.execution.status)) return RESTS;
  }
}

/** Checks whether an execution has done the one action that was to be done again, and no other. */
function hasStopped({ actions, stopAfter }: Execution): boolean {
  return actions.some(({ id, execution_status: status }) => id === stopAfter && isFinal(status));
}

/** Takes one step. Returns what comes after it where the execution cannot go on at once, else null. */
async function take(run: Run, next: NextStep, failure: ActFailure | null): Promise<Advance | null> {
  const { execution, now } = run;
  switch (next.type) {
    case "finish":
      change(run, finish(execution));
      return null;
    case "await": {
      const end = await readWebhookEnd({ run, action: next.action });
      if (end) settle(run, next.action, end);
      return end ? null : RESTS;
    }
    case "act": {
      const begun = { execution_status: "in_progress", started_at: now.toISOString(), updated_at: now.toISOString() } as const;
      change(run, { ...setAction(execution, next.action.id, begun), status: "in_progress" });
      const isFailed = failure?.actionId === next.action.id;
      settle(run, next.action, isFailed ? { type: "failed", error: failure.output } : await act({ run, action: next.action }));
      return run.execution.waitingFor === null ? null : RESTS;
    }
    case "judge":
      change(
        run,
        setCondition(execution, next.condition.id, { evaluationResult: await judgeCondition({ run, condition: next.condition }) }),
      );
      return null;
    case "schedule":
      return schedule(run, next);
    case "sleep":
      change(run, {
        ...setAction(execution, next.action.id, { execution_status: "scheduled", updated_at: now.toISOString() }),
        status: "scheduled",
      });
      return { type: "sleeps", until: next.until.toISOString() };
    case "skip": {
      const message = "The condition of this action did not hold.";
      change(
        run,
        endUndone(execution, { id: next.action.id, status: "skipped", message, payload: { condition_id: next.condition.id }, now }),
      );
      return null;
    }
    case "cancel": {
      const message = "The schedule of this action was cancelled.";
      change(
        run,
        endUndone(execution, { id: next.action.id, status: "cancelled", message, payload: { schedule_id: next.schedule.id }, now }),
      );
      return null;
    }
  }
}

async function schedule(run: Run, { schedule: asked, action, condition }: Extract<NextStep, { type: "schedule" }>): Promise<null> {
  const { execution, now } = run;
  const due = await timeSchedule({ run, schedule: asked });
  if (due) {
    change(run, setSchedule(execution, asked.id, { scheduled_for: due.toISOString(), schedule_status: due > now ? "waiting" : "over" }));
    return null;
  }
  const reason = `The schedule ${asked.id} has no time: what it counts from is no date, or there is none.`;
  const error = errorOutput("INVALID_SCHEDULE_CONFIG", reason);
  const isOfCondition = condition?.schedule_id === asked.id;
  change(
    run,
    isOfCondition ? failCondition({ progress: execution, condition, error, now }) : failAction({ progress: execution, action, error, now }),
  );
  return null;
}

/** Writes down what came of an act. */
function settle(run: Run, action: ExecutionAction, outcome: ActOutcome): void {
  const { execution, now } = run;
  const config = "config" in outcome && outcome.config ? { config: outcome.config } : {};
  run.execution = { ...run.execution, waitingFor: outcome.type === "under_way" ? outcome.deliveryId : null };
  switch (outcome.type) {
    case "under_way":
      change(run, setAction(execution, action.id, config));
      break;
    case "done": {
      const ended = { execution_status: "success", outputs: outcome.outputs, updated_at: now.toISOString() } as const;
      change(run, setAction(execution, action.id, { ...config, ...ended }));
      break;
    }
    case "failed": {
      const told = setAction(execution, action.id, { ...config, ...(outcome.outputs && { outputs: outcome.outputs }) });
      change(run, failAction({ progress: told, action, error: outcome.error, now }));
    }
  }
}

function change(run: Run, { status, actions, conditions, schedules }: ExecutionProgress): void {
  run.execution = { ...run.execution, status, actions, conditions, schedules };
}
