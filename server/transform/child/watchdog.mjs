import { Worker } from "node:worker_threads";

/** Beyond what the process has to begin with: V8's bound of 64 MiB, and what the heap's upkeep and an answer take next to it. */
const LIMIT_BYTES = 128 * 1_024 * 1_024;
/** In so short a time no evaluation gets hold of much more than the limit. */
const LOOK_EVERY_MS = 20;

/**
 * Ends this process when one evaluation has taken more than its time: of the processor's (SIGVTALRM), so that an evaluation which only
 * waits for its turn on a busy machine is not held for slow; never before as much time has passed. It also ends one whose parent has
 * died: an evaluation that never yields would not see that the channel was closed. Ends this process, as V8 ends one whose heap is full
 * (SIGABRT), when it has grown by more than 128 MiB: V8 lets one text pass its bound, and holds none of what is outside its heap against
 * it. Gives what to call when an evaluation begins and when it has ended.
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
