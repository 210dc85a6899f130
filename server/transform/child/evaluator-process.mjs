import { createEvaluation } from "./evaluate.mjs";
import { lockDown } from "./lock-down.mjs";
import { startWatchdog } from "./watchdog.mjs";

/**
 * The program of an evaluator's process. It takes batches of tasks for one expression over its channel, and answers each task
 * with its result. Its argument is the processor time, in milliseconds, that one evaluation may take. It is plain JavaScript, so
 * that it runs unchanged wherever Postern runs: bundled, by tsx, in Next and in tests.
 */

/** The longest time that results wait for others. When a batch is stopped, its earlier results have already been sent. */
const REPORT_EVERY_MS = 50;

const send = process.send?.bind(process);
if (!send) throw new Error("This program is started with a channel.");
process.once("disconnect", () => process.exit());
// Ctrl-C goes to the whole process group, but the parent still finishes its work.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

const evaluate = createEvaluation();
const watchdog = startWatchdog({ timeLimitMs: Number(process.argv[2]) });
lockDown();

process.on("message", async (/** @type {{ expression: string, tasks: import("./evaluate.mjs").Task[] }} */ { expression, tasks }) => {
  /** @type {import("./evaluate.mjs").Evaluation[]} */
  let results = [];
  let reportedAtMs = Date.now();
  for (const task of tasks) {
    watchdog.begin();
    results.push(await evaluate(expression, task));
    watchdog.end();
    if (Date.now() - reportedAtMs < REPORT_EVERY_MS) continue;
    send({ type: "results", results });
    results = [];
    reportedAtMs = Date.now();
  }
  send({ type: "done", results, rssBytes: process.memoryUsage.rss() });
});

send({ type: "ready" });
