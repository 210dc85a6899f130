import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Evaluation, EvaluationTask } from "@/server/transform/evaluator";

/** The reason for a process's end: it was stopped at the limit of time or of memory, or it never started. */
export type ProcessEnd = "time" | "memory" | "start";

/** One process that evaluates, a batch at a time. */
export interface EvaluatorProcess {
  /** Resolves with true once the process takes batches, with false when it could not be started. */
  started: Promise<boolean>;
  /**
   * Evaluates the tasks of one expression in their order and calls `onResult` with each result. Resolves with null after all of
   * them, else with the reason for the process's end: the remaining tasks were not evaluated, or the first of them was being
   * evaluated.
   */
  run(input: { expression: string; tasks: readonly EvaluationTask[]; onResult: (result: Evaluation) => void }): Promise<ProcessEnd | null>;
  /** Checks whether the process is gone, or has grown so much that it should be ended. */
  isSpent(): boolean;
  kill(): void;
}

/**
 * The real time that an evaluation may take on a busy machine, as a multiple of its processor time. The process's own watchdog
 * ends it sooner, if it can.
 */
const MAX_SLOWDOWN = 20;
/** The signal with which the watchdog ends a process that has used the processor for too long. */
const TIME_SIGNAL = "SIGVTALRM";
const START_LIMIT_MS = 20_000;
/**
 * The size above which a process is ended after a batch. It is below the watchdog's limit, so that one evaluation's memory does
 * not count against the next.
 */
const MAX_RSS_BYTES = 144 * 1_024 * 1_024;
const FLAGS = ["--max-old-space-size=64", "--max-semi-space-size=4", "--disable-proto=delete", "--disallow-code-generation-from-strings"];

type Message = { type: "ready" } | { type: "results"; results: Evaluation[] } | { type: "done"; results: Evaluation[]; rssBytes: number };

/**
 * Returns the program's path below the working directory, which is the project's folder in every process of Postern. A bundled
 * module does not know its own place.
 */
function programPath(): string {
  return join(/* turbopackIgnore: true */ process.cwd(), "server", "transform", "child", "evaluator-process.mjs");
}

/**
 * Starts a process, in which an evaluation may take `timeLimitMs` of processor time. It has no environment and no standard
 * streams, and ends with this process, however that ends.
 */
export function startEvaluatorProcess({ timeLimitMs }: { timeLimitMs: number }): EvaluatorProcess {
  const child: ChildProcess = fork(programPath(), [String(timeLimitMs)], {
    execArgv: FLAGS,
    env: {} as NodeJS.ProcessEnv,
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  let onMessage: (message: Message) => void = () => {};
  let onGone: (signal?: NodeJS.Signals | null) => void = () => {};
  let isGone = false;
  let rssBytes = 0;
  child.once("error", () => {
    isGone = true;
    onGone();
  });
  child.once("exit", (_code, signal) => {
    isGone = true;
    onGone(signal);
  });
  child.on("message", (message) => onMessage(message as Message));
  const kill = () => {
    isGone = true;
    child.kill("SIGKILL");
  };

  const started = new Promise<boolean>((resolve) => {
    const timer = setTimeout(kill, START_LIMIT_MS);
    const settle = (isStarted: boolean) => {
      clearTimeout(timer);
      setBusy(child, false);
      resolve(isStarted);
    };
    onMessage = () => settle(true);
    onGone = () => settle(false);
  });

  return {
    started,
    run({ expression, tasks, onResult }) {
      setBusy(child, true);
      return new Promise((resolve) => {
        let isLate = false;
        const timer = setTimeout(() => {
          isLate = true;
          kill();
        }, timeLimitMs * MAX_SLOWDOWN);
        const settle = (end: ProcessEnd | null) => {
          clearTimeout(timer);
          setBusy(child, false);
          resolve(end);
        };
        // The signal tells whether a process had ended itself before it was killed, however late that is seen.
        onGone = (signal) => settle(signal === TIME_SIGNAL || (isLate && signal === "SIGKILL") ? "time" : "memory");
        onMessage = (message) => {
          // Results that a process still sent while it was being ended are valid.
          if (message.type === "ready") return;
          if (!isLate) timer.refresh();
          for (const result of message.results) onResult(result);
          if (message.type !== "done") return;
          rssBytes = message.rssBytes;
          onGone = () => {};
          settle(null);
        };
        const batch = { expression, tasks: tasks.map(({ input, variables, as }) => ({ input, variables, as })) };
        if (isGone) settle("start");
        // A channel that has closed meanwhile is noticed by the process's end.
        else child.send(batch, () => {});
      });
    },
    isSpent: () => isGone || rssBytes > MAX_RSS_BYTES,
    kill,
  };
}

/** Lets only a busy process keep this one alive. */
function setBusy(child: ChildProcess, isBusy: boolean): void {
  if (isBusy) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}
