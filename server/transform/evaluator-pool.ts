import type { Evaluation, EvaluationTask, Evaluator } from "@/server/transform/evaluator";
import { type EvaluatorProcess, type ProcessEnd, startEvaluatorProcess } from "@/server/transform/evaluator-process";
import {
  type ExpressionQueue,
  isFast,
  newQueue,
  noteBatch,
  noteKill,
  refusal,
  takeBatch,
  type WaitingTask,
} from "@/server/transform/expression-queue";

/** The processor time that an evaluation may take (docs/decisions/006). */
const TIME_LIMIT_MS = 1_000;
const MAX_WAIT_MS = 60_000;
const IDLE_MS = 60_000;
const MAX_KNOWN_EXPRESSIONS = 5_000;
const FAILED_STARTS_UNTIL_REFUSED = 3;

interface Worker {
  process: EvaluatorProcess;
  /** The queue that it works for; null while it is idle, undefined until it has started. */
  queue: ExpressionQueue | null | undefined;
  idleTimer: NodeJS.Timeout | undefined;
}

/**
 * Evaluates JSONata in up to `size` processes (2 at least), which start when they are needed. Expressions take turns. A slow or
 * unknown expression has one process at a time, and all of those together leave one process for the fast ones. So whatever one
 * expression does, the evaluations of the others continue. Only tests set another time than a second.
 */
export function createEvaluatorPool(input: { size: number; nowMs?: () => number; timeLimitMs?: number }): Evaluator {
  const { nowMs = Date.now, timeLimitMs = TIME_LIMIT_MS } = input;
  const maxWorkers = Math.max(2, input.size);
  /** The queues in the order of their turns. */
  const queues = new Map<string, ExpressionQueue>();
  const workers = new Set<Worker>();
  let failedStarts = 0;
  let isClosed = false;

  function queueOf({ owner, expression }: EvaluationTask): ExpressionQueue {
    const key = `${owner}\n${expression}`;
    const known = queues.get(key);
    if (known) return known;
    if (queues.size >= MAX_KNOWN_EXPRESSIONS) forgetResting();
    const queue = newQueue();
    queues.set(key, queue);
    return queue;
  }

  function forgetResting(): void {
    for (const [key, queue] of queues) {
      if (queue.waiting.length === 0 && queue.running === 0 && queue.refusedUntilMs < nowMs()) queues.delete(key);
    }
  }

  /** Gives idle processes work, and starts a process when there is work that no idle one may do. */
  function dispatch(): void {
    if (isClosed) return;
    for (const worker of workers) {
      if (worker.queue !== null) continue;
      const next = nextQueue();
      if (!next) return;
      void work(worker, next);
    }
    const isStarting = [...workers].some(({ queue }) => queue === undefined);
    if (!isStarting && workers.size < maxWorkers && nextQueue()) void startWorker();
  }

  function nextQueue(): ExpressionQueue | null {
    const slowAtWork = [...workers].filter(({ queue }) => queue && !isFast(queue)).length;
    for (const [key, queue] of queues) {
      const isAtWork = queue.running > 0;
      if (queue.waiting.length === 0 || (!isFast(queue) && (isAtWork || slowAtWork >= maxWorkers - 1))) continue;
      queues.delete(key);
      queues.set(key, queue);
      return queue;
    }
    return null;
  }

  async function startWorker(): Promise<void> {
    const worker: Worker = { process: startEvaluatorProcess({ timeLimitMs }), queue: undefined, idleTimer: undefined };
    workers.add(worker);
    if (await worker.process.started) {
      failedStarts = 0;
      rest(worker);
    } else {
      workers.delete(worker);
      failedStarts++;
      if (failedStarts >= FAILED_STARTS_UNTIL_REFUSED) refuseAll("No process for JSONata could be started.");
    }
    dispatch();
  }

  function rest(worker: Worker): void {
    worker.queue = null;
    if (worker.process.isSpent()) dismiss(worker);
    else worker.idleTimer = setTimeout(() => dismiss(worker), IDLE_MS).unref();
  }

  function dismiss(worker: Worker): void {
    clearTimeout(worker.idleTimer);
    workers.delete(worker);
    worker.process.kill();
  }

  async function work(worker: Worker, queue: ExpressionQueue): Promise<void> {
    clearTimeout(worker.idleTimer);
    const batch = takeBatch(queue);
    const [first] = batch;
    if (!first) return;
    worker.queue = queue;
    queue.running++;
    const startedAtMs = nowMs();
    let answered = 0;
    const onResult = (result: Evaluation) => {
      batch[answered]?.settle(result);
      answered++;
    };
    const { expression } = first.task;
    const end = await worker.process.run({ expression, tasks: batch.map(({ task }) => task), onResult });
    queue.running--;
    if (end === null) noteBatch(queue, { count: batch.length, totalMs: nowMs() - startedAtMs });
    else takeBack(queue, batch.slice(answered), end);
    rest(worker);
    dispatch();
    // The next task should not have to wait for a new process to start.
    if (end !== null && workers.size < maxWorkers && !isClosed) void startWorker();
  }

  /** Takes back the tasks of a stopped process. A task that ran alone is to blame. Of several, each is evaluated again alone. */
  function takeBack(queue: ExpressionQueue, left: WaitingTask[], end: ProcessEnd): void {
    const [only, ...others] = left;
    if (end !== "start" && only && (only.isAlone || others.length === 0)) {
      noteKill(queue, nowMs());
      only.settle(stopped(end));
    } else {
      if (end !== "start") for (const entry of left) entry.isAlone = true;
      queue.waiting.unshift(...left);
    }
    const refused = refusal(queue, nowMs());
    if (refused) for (const { settle } of queue.waiting.splice(0)) settle(refused);
  }

  function refuseAll(message: string): void {
    for (const queue of queues.values()) for (const { settle } of queue.waiting.splice(0)) settle({ type: "unavailable", message });
  }

  return {
    evaluate(task) {
      if (isClosed) return Promise.resolve({ type: "unavailable", message: "Postern is being stopped." });
      const queue = queueOf(task);
      const refused = refusal(queue, nowMs());
      if (refused) return Promise.resolve(refused);
      return new Promise((resolve) => {
        const entry: WaitingTask = { task, settle, isAlone: false };
        const timer = setTimeout(() => {
          const place = queue.waiting.indexOf(entry);
          if (place !== -1) queue.waiting.splice(place, 1);
          settle({ type: "unavailable", message: "Other evaluations took all the time that there was." });
        }, MAX_WAIT_MS);
        timer.unref();
        function settle(result: Evaluation): void {
          clearTimeout(timer);
          resolve(result);
        }
        queue.waiting.push(entry);
        // It runs after this turn of the event loop, so that tasks that come together are evaluated together.
        if (queue.waiting.length === 1) setImmediate(dispatch);
      });
    },
    close() {
      isClosed = true;
      refuseAll("Postern is being stopped.");
      for (const worker of workers) dismiss(worker);
    },
  };
}

function stopped(end: ProcessEnd): Evaluation {
  const limit = end === "time" ? "took more than a second" : "needed more than 64 MiB of memory";
  return { type: "fault", message: `The expression was stopped: it ${limit}.`, position: null };
}
