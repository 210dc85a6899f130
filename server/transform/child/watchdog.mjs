import { Worker } from "node:worker_threads";

/** The growth that a process is allowed: V8's bound of 64 MiB, and room for the heap's upkeep and an answer. */
const LIMIT_BYTES = 128 * 1_024 * 1_024;
/** The time between two looks, too short for an evaluation to take much more memory than the limit. */
const LOOK_EVERY_MS = 20;

/**
 * Ends this process when one evaluation has taken more than its time. It counts processor time (SIGVTALRM), so that an evaluation
 * that waits for its turn on a busy machine does not count as slow, and it never acts before as much real time has passed. It
 * also ends a process whose parent has died, because an evaluation that never yields would not notice that the channel was
 * closed. It ends a process that has grown by more than 128 MiB, as V8 ends one whose heap is full (SIGABRT): V8 lets a single
 * text exceed its bound, and does not count memory outside its heap. Returns the functions to call when an evaluation begins and
 * when it has ended.
 *
 * @param {{ timeLimitMs: number }} limits
 */
export function startWatchdog({ timeLimitMs }) {
  const evaluations = new Int32Array(new SharedArrayBuffer(8));
  const watch = `
    const { workerData: { evaluations, limitMs, limitBytes, lookEveryMs } } = require("node:worker_threads");
    const rssAtStart = process.memoryUsage.rss();
    const usedMs = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
    let seen = 0;
    let since = performance.now();
    let usedBefore = usedMs();
    setInterval(() => {
      const begun = Atomics.load(evaluations, 0);
      const isAtWork = Atomics.load(evaluations, 1) === 1;
      if (begun !== seen || !isAtWork) {
        since = performance.now();
        usedBefore = usedMs();
      }
      seen = begun;
      if (isAtWork && process.memoryUsage.rss() - rssAtStart > limitBytes) process.kill(process.pid, "SIGABRT");
      if (performance.now() - since > limitMs && usedMs() - usedBefore > limitMs) process.kill(process.pid, "SIGVTALRM");
    }, lookEveryMs);`;
  new Worker(watch, {
    eval: true,
    execArgv: [],
    workerData: { evaluations, limitMs: timeLimitMs, limitBytes: LIMIT_BYTES, lookEveryMs: LOOK_EVERY_MS },
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 },
  }).unref();
  return {
    begin() {
      Atomics.add(evaluations, 0, 1);
      Atomics.store(evaluations, 1, 1);
    },
    end() {
      Atomics.store(evaluations, 1, 0);
    },
  };
}
