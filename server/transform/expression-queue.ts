import type { Evaluation, EvaluationTask } from "@/server/transform/evaluator";

/** A task that waits for its evaluation. */
export interface WaitingTask {
  task: EvaluationTask;
  settle: (result: Evaluation) => void;
  /** True when it was in a batch that was stopped. It is then evaluated alone, to find out which one was to blame. */
  isAlone: boolean;
}

/** The waiting tasks of one owner's expression, and its behaviour so far. */
export interface ExpressionQueue {
  waiting: WaitingTask[];
  /** The number of processes that work for it. */
  running: number;
  /** The recent time of an evaluation in milliseconds; null until it has been evaluated once. */
  averageMs: number | null;
  /** The number of evaluations in a row that ran alone and had to be stopped. */
  kills: number;
  /** The time until which it is not evaluated (Unix milliseconds). */
  refusedUntilMs: number;
}

export function newQueue(): ExpressionQueue {
  return { waiting: [], running: 0, averageMs: null, kills: 0, refusedUntilMs: 0 };
}

const FAST_MS = 20;
const MAX_BATCH = 64;
const KILLS_UNTIL_REFUSED = 3;
const REFUSED_MS = 60_000;

/** Checks whether the expression has proved fast. A fast one may share every process and batch; any other has one process at a time. */
export function isFast({ averageMs, kills }: ExpressionQueue): boolean {
  return averageMs !== null && averageMs < FAST_MS && kills === 0;
}

/** Takes the tasks that are evaluated together next. */
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

/** Counts an evaluation that ran alone and had to be stopped. The third in a row, and then each further one, brings a pause of a minute. */
export function noteKill(queue: ExpressionQueue, nowMs: number): void {
  queue.kills++;
  if (queue.kills >= KILLS_UNTIL_REFUSED) queue.refusedUntilMs = nowMs + REFUSED_MS;
}

/** Returns the fault for an expression that is paused, or null when it may be evaluated. */
export function refusal(queue: ExpressionQueue, nowMs: number): Evaluation | null {
  if (nowMs >= queue.refusedUntilMs) return null;
  const message =
    "The expression had to be stopped again and again, for taking more than a second or 64 MiB of memory. It is not evaluated for a minute.";
  return { type: "fault", message, position: null };
}
