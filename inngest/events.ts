/**
 * The names of the events that functions listen to. They carry no payload: PostgreSQL is the truth. `data.isScheduled` is true when the
 * ring was sent ahead for this time.
 */
export const DELIVERIES_DUE = "webhook/deliveries.due";
/** The name of the event that goes on with an execution of an automation. Its `data` is `{ executionId }`. */
export const EXECUTION_DUE = "automation/execution.due";
/** The name of the event that continues a replay job. Its `data` is `{ jobId, run, part }` (server/jobs.ts). */
export const REPLAY_JOB_DUE = "webhook/replay-job.due";
