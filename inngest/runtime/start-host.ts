import { setTimeout } from "node:timers/promises";
import { Logger as GraphileLogger, type JobHelpers, makeWorkerUtils, parseCronItems, run, type Task } from "graphile-worker";
import type { Inngest, InngestFunction } from "inngest";
import pg from "pg";
import type { Logger } from "pino";
import { EVENT_TASK, type HostEvent, newHostEvent } from "@/inngest/runtime/add-event";
import { type ExecuteRunDeps, executeRun } from "@/inngest/runtime/execute-run";
import { FUNCTION_FAILED, type HostFunction, listenersOf, type RunFailure, readRegistry } from "@/inngest/runtime/function-registry";
import { pruneRuns, queueRun, RUN_TASK, type RunJob } from "@/inngest/runtime/run-store";
import { readFunctionConfigs } from "@/inngest/runtime/sdk-protocol";
import { serveInProcess } from "@/inngest/runtime/serve-in-process";

export interface EmbeddedHost {
  /** Takes no new jobs, waits for those that run (5 s at most; the next host takes up the rest) and disconnects. */
  stop(): Promise<void>;
  /** Settles when the host has stopped by itself, which it does only for a fault. */
  ended: Promise<void>;
}

const CRON_TASK = "inngest/cron";
/** The event that a schedule sends, named as Inngest names it. */
const SCHEDULED = "inngest/scheduled.timer";
const CONCURRENT_JOBS = 10;
const POLL_INTERVAL_MS = 1_000;
const STOP_GRACE_MS = 5_000;

/**
 * The waits before each retry, at Inngest's own pace: 15 s, 30 s, 1 min, 2 min, 5 min, 10 min, then 20 min. Each gets up to a fifth more.
 */
const BACKOFF_SECONDS = [15, 30, 60, 120, 300, 600, 1_200];
function defaultBackoffMs(attempt: number): number {
  const seconds = BACKOFF_SECONDS[Math.min(attempt, BACKOFF_SECONDS.length - 1)] ?? 0;
  return seconds * 1_000 * (1 + Math.random() / 5);
}

/**
 * Runs Inngest functions on this machine, with PostgreSQL as the only other part. Events, runs and schedules are graphile-worker's jobs,
 * and each job calls the SDK's own serve handler by the published protocol. The caller makes sure that one host runs at a time
 * (holdHostLock). The reason is in docs/decisions/001.
 */
export async function startHost(input: {
  databaseUrl: string;
  inngest: Inngest.Any;
  functions: readonly InngestFunction.Any[];
  logger: Logger;
  backoffMs?: (attempt: number) => number;
  pollIntervalMs?: number;
}): Promise<EmbeddedHost> {
  const { logger } = input;
  const serveHandler = serveInProcess({ client: input.inngest, functions: input.functions });
  const registry = readRegistry(await readFunctionConfigs(serveHandler));
  const functionById = new Map(registry.map((fn) => [fn.id, fn]));
  const running = new Map<HostFunction, number>();
  // Nothing here needs the wait for the disk. If the machine fails, the queue as a whole is back at an earlier moment, and what came after
  // it is done again.
  const pool = new pg.Pool({ connectionString: input.databaseUrl, max: CONCURRENT_JOBS + 4, options: "-c synchronous_commit=off" });
  const onLost = (error: Error) => logger.warn({ err: error }, "A connection of the host was lost.");
  pool.on("error", onLost);
  pool.on("connect", (client) => client.on("error", onLost));

  const deps: ExecuteRunDeps = {
    pool,
    serve: serveHandler,
    logger,
    backoffMs: input.backoffMs ?? defaultBackoffMs,
    onRunFailed: async (job, error) => {
      const data: RunFailure = { function_id: job.functionId, run_id: job.runId, error, event: job.event };
      const event = newHostEvent({ id: `failed:${job.runId}`, name: FUNCTION_FAILED, data: { ...data } });
      for (const fn of listenersOf(registry, event)) await queueRun(pool, jobFor(fn, event));
    },
  };

  /** Runs a job, or puts it back when workers have taken more jobs of a function at once than it may run. */
  const start = async (fn: HostFunction, job: RunJob, { job: row, addJob }: JobHelpers): Promise<void> => {
    const runningBefore = running.get(fn) ?? 0;
    if (runningBefore >= fn.maxConcurrency) {
      await addJob(row.task_identifier, row.payload, {
        flags: Object.keys(row.flags ?? {}),
        jobKey: row.key ?? undefined,
        runAt: row.run_at,
      });
      return;
    }
    running.set(fn, runningBefore + 1);
    try {
      await executeRun(deps, fn, job);
    } finally {
      running.set(fn, (running.get(fn) ?? 1) - 1);
    }
  };

  const jobFor = (fn: HostFunction, event: HostEvent): RunJob => ({ runId: `${event.id}:${fn.id}`, functionId: fn.id, event, sequence: 0 });

  const onEvent: Task = async (payload, helpers) => {
    const event = payload as HostEvent;
    const listeners = listenersOf(registry, event);
    const [only] = listeners;
    // The run of a single listener is begun by the event's own job, which spares a trip through the queue.
    if (only && listeners.length === 1) return start(only, jobFor(only, event), helpers);
    for (const fn of listeners) await queueRun(pool, jobFor(fn, event));
  };

  const onRun: Task = async (payload, helpers) => {
    const job = payload as RunJob;
    const fn = functionById.get(job.functionId);
    if (!fn) throw new Error(`There is no function ${job.functionId} any more.`);
    await start(fn, job, helpers);
  };

  const onCron: Task = async (payload) => {
    const { functionId, cron, _cron } = payload as { functionId: string; cron: string; _cron: { ts: string } };
    const fn = functionById.get(functionId);
    if (!fn) return;
    await pruneRuns(pool);
    // The run gets a job of its own. A schedule's job has no flags, which would hold it back while the function runs as often as it may.
    await queueRun(pool, jobFor(fn, newHostEvent({ id: `cron:${_cron.ts}`, name: SCHEDULED, data: { cron } })));
  };

  const crons = registry.flatMap((fn) =>
    fn.crons.map((cron) => ({
      task: CRON_TASK,
      match: cron,
      identifier: `${fn.id} ${cron}`,
      payload: { functionId: fn.id, cron },
      options: { backfillPeriod: 0, jobKey: `cron:${fn.id} ${cron}` },
    })),
  );

  await takeOver(pool);
  const runner = await run({
    pgPool: pool,
    concurrency: CONCURRENT_JOBS,
    pollInterval: input.pollIntervalMs ?? POLL_INTERVAL_MS,
    noHandleSignals: true,
    taskList: { [EVENT_TASK]: onEvent, [RUN_TASK]: onRun, [CRON_TASK]: onCron },
    parsedCronItems: parseCronItems(crons),
    forbiddenFlags: () => findBusyFlags(registry, running),
    logger: toGraphileLogger(logger),
  });
  return {
    ended: runner.promise,
    stop: async () => {
      const stopped = runner.stop().then(async () => {
        // graphile-worker does not wait until its last jobs are marked as done: this query stands in line behind them.
        await pool.query("select 1");
        await pool.end();
      });
      await Promise.race([stopped, setTimeout(STOP_GRACE_MS, undefined, { ref: false })]);
    },
  };
}

/** Frees the jobs that a killed host left locked, and drops those that were replaced while they ran. */
async function takeOver(pool: pg.Pool): Promise<void> {
  const utils = await makeWorkerUtils({ pgPool: pool });
  const { rows } = await pool.query<{ locked_by: string }>(
    "select distinct locked_by from graphile_worker.jobs where locked_by is not null",
  );
  await utils.forceUnlockWorkers(rows.map((row) => row.locked_by));
  await utils.cleanup({ tasks: ["DELETE_PERMAFAILED_JOBS"] });
  await utils.release();
}

/** Returns the flags of jobs that have to wait, because the function that they would start runs as often as it may. */
function findBusyFlags(registry: HostFunction[], running: Map<HostFunction, number>): string[] {
  const busy = registry.filter((fn) => (running.get(fn) ?? 0) >= fn.maxConcurrency);
  return busy.flatMap((fn) => {
    const ownEvents = fn.events.filter((name) => listenersOf(registry, { name, data: {} }).length === 1);
    return [fn.id, ...ownEvents];
  });
}

/** Makes graphile-worker's logger. Its notes are for debugging, except for warnings and errors. */
function toGraphileLogger(logger: Logger): GraphileLogger {
  return new GraphileLogger((scope) => (level, message, meta) => {
    const fields = { ...scope, ...(meta ?? {}) };
    if (level === "error") logger.error(fields, message);
    else if (level === "warning") logger.warn(fields, message);
    else logger.debug(fields, message);
  });
}
