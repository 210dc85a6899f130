import { Worker } from "node:worker_threads";

/** The process that started this one stops it at 1.2 s; this is for when that one has died, or cannot. */
const LIMIT_MS = 3_000;

/**
 * Ends this process when one evaluation takes more than three seconds: an evaluation that never yields would not even see
 * that the channel to its parent was closed. Gives what to call when one begins and when it has ended.
 */
export function startHangGuard() {
  const evaluations = new Int32Array(new SharedArrayBuffer(8));
  const watch = `
    const { workerData: { evaluations, limitMs } } = require("node:worker_threads");
    let seen = 0;
    let since = Date.now();
    setInterval(() => {
      const begun = Atomics.load(evaluations, 0);
      if (begun !== seen || Atomics.load(evaluations, 1) === 0) since = Date.now();
      seen = begun;
      if (Date.now() - since > limitMs) process.kill(process.pid, "SIGKILL");
    }, 250);`;
  new Worker(watch, {
    eval: true,
    execArgv: [],
    workerData: { evaluations, limitMs: LIMIT_MS },
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
