/**
 * The names of the events that functions listen to. They carry no payload: PostgreSQL is the truth. `data.isScheduled`: the
 * ring was sent ahead for this time.
 */
export const DELIVERIES_DUE = "webhook/deliveries.due";
/** Carries which job is to be gone on with: `data` is `{ jobId, run, part }` (server/jobs.ts). */
export const REPLAY_JOB_DUE = "webhook/replay-job.due";
