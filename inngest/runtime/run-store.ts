import type pg from "pg";
import type { HostEvent } from "@/inngest/runtime/add-event";
import type { RunState } from "@/inngest/runtime/run-state";
import type { SerializedError } from "@/inngest/runtime/sdk-protocol";

/** The graphile-worker task that continues a run. */
export const RUN_TASK = "inngest/run";

/** The part of a run that a job carries. The rest stands in host_run once there is something to remember. */
export interface RunJob {
  runId: string;
  functionId: string;
  event: HostEvent;
  sequence: number;
}

export interface StoredRun {
  sequence: number;
  state: RunState;
  startedAt: Date;
  endedAt: Date | null;
}

/** The days for which a failed run stays to be looked at. */
const FAILED_RUN_DAYS = 7;

// The statements of every run are named, so that a connection plans them once.
const LOAD = {
  name: "load-run",
  text: `select sequence, state, started_at as "startedAt", ended_at as "endedAt" from host_run where id = $1`,
};
const FORGET = { name: "forget-run", text: "delete from host_run where id = $1" };

export async function loadRun(pool: pg.Pool, runId: string): Promise<StoredRun | null> {
  const { rows } = await pool.query<StoredRun>({ ...LOAD, values: [runId] });
  return rows[0] ?? null;
}

const UPSERT = `
  insert into host_run (id, function_id, event, sequence, state, started_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (id) do update set sequence = excluded.sequence, state = excluded.state`;

const valuesOf = (job: RunJob, state: RunState, startedAt: Date) => [
  job.runId,
  job.functionId,
  JSON.stringify(job.event),
  job.sequence,
  JSON.stringify(state),
  startedAt,
];

/** Stores the run's state, so that a host that takes over repeats no step that has ended. */
export async function saveRun(pool: pg.Pool, job: RunJob, state: RunState, startedAt: Date): Promise<void> {
  await pool.query({ name: "save-run", text: UPSERT, values: valuesOf(job, state, startedAt) });
}

/** Stores the run and, in the same statement, hands it on to a job that continues it at `at`. This job is then over. */
export async function handOnRun(pool: pg.Pool, job: RunJob, state: RunState, startedAt: Date, at: Date): Promise<void> {
  const next: RunJob = { ...job, sequence: job.sequence + 1 };
  await pool.query(
    `with run as (${UPSERT} returning id)
     select 1 from run, graphile_worker.add_job($7, $8::json, run_at => $9, job_key => 'run:' || run.id, flags => array[$2])`,
    [...valuesOf(next, state, startedAt), RUN_TASK, JSON.stringify(next), at],
  );
}

/** Queues a run of its own for one of several functions that an event starts. */
export async function queueRun(pool: pg.Pool, job: RunJob): Promise<void> {
  await pool.query(`select 1 from graphile_worker.add_job($1, $2::json, job_key => 'run:' || $3, flags => array[$4])`, [
    RUN_TASK,
    JSON.stringify(job),
    job.runId,
    job.functionId,
  ]);
}

/** Deletes a run that ended well. */
export async function forgetRun(pool: pg.Pool, runId: string): Promise<void> {
  await pool.query({ ...FORGET, values: [runId] });
}

export async function failRun(pool: pg.Pool, job: RunJob, state: RunState, startedAt: Date, error: SerializedError): Promise<void> {
  await pool.query(
    `insert into host_run (id, function_id, event, sequence, state, started_at, ended_at, error) values ($1, $2, $3, $4, $5, $6, now(), $7)
     on conflict (id) do update set state = excluded.state, ended_at = excluded.ended_at, error = excluded.error`,
    [...valuesOf(job, state, startedAt), JSON.stringify(error)],
  );
}

/** Deletes the failed runs that have been kept long enough. */
export async function pruneRuns(pool: pg.Pool): Promise<void> {
  await pool.query(`delete from host_run where ended_at < now() - make_interval(days => $1)`, [FAILED_RUN_DAYS]);
}
