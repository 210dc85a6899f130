import type { Evaluation, EvaluationTask } from "@/server/transform/evaluator";

/** A task that waits for its evaluation. */
export interface WaitingTask {
  task: EvaluationTask;
  settle: (result: Evaluation) => void;
  /** It was in a batch that was stopped: it is evaluated by itself, so that it is known which one it was. */
  isAlone: boolean;
}

/** One owner's expression: what waits for it, and how it has behaved. */
export interface ExpressionQueue {
  waiting: WaitingTask[];
  /** Processes that are at work for it. */
  running: number;
  /** Milliseconds an evaluation, lately; null until it has been evaluated once. */
  averageMs: number | null;
  /** Evaluations in a row that had to be stopped, each by itself. */
  kills: number;
  /** Until when nothing of it is evaluated (Unix milliseconds). */
  refusedUntilMs: number;
}

export function newQueue(): ExpressionQueue {
  return { waiting: [], running: 0, averageMs: null, kills: 0, refusedUntilMs: 0 };
}

const FAST_MS = 20;
const MAX_BATCH = 64;
const KILLS_UNTIL_REFUSED = 3;
const REFUSED_MS = 60_000;

/** Whether it has been seen to be quick, and may so share every process and batch. All others have one process at a time. */
export function isFast({ averageMs, kills }: ExpressionQueue): boolean {
  return averageMs !== null && averageMs < FAST_MS && kills === 0;
}

/** Takes what is evaluated together next. */
export function takeBatch(queue: ExpressionQueue): WaitingTask[] {
  const firstAlone = queue.waiting.findIndex(({ isAlone }) => isAlone);
  const size = !isFast(queue) || firstAlone === 0 ? 1 : Math.min(MAX_BATCH, firstAlone === -1 ? MAX_BATCH : firstAlone);
  return queue.waiting.splice(0, size);
}

export function noteBatch(queue: ExpressionQueue, batch: { count: number; totalMs: number }): void {
  const averageMs = batch.totalMs / batch.count;
  queue.averageMs = queue.averageMs === null ? averageMs : queue.averageMs * 0.5 + averageMs * 0.5;
  queue.kills = 0;
}

/** An evaluation by itself had to be stopped. The third in a row, and after its rest each further one, brings a minute's rest. */
export function noteKill(queue: ExpressionQueue, nowMs: number): void {
  queue.kills++;
  if (queue.kills >= KILLS_UNTIL_REFUSED) queue.refusedUntilMs = nowMs + REFUSED_MS;
}

/** What stands for the evaluation of an expression that is at rest; null when it may be evaluated. */
export function refusal(queue: ExpressionQueue, nowMs: number): Evaluation | null {
  if (nowMs >= queue.refusedUntilMs) return null;
  const message =
    "The expression had to be stopped again and again, for taking more than a second or 64 MiB of memory. It is not evaluated for a minute.";
  return { type: "fault", message, position: null };
}
