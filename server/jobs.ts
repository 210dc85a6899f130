/**
 * The port through which verbs ask for work to be run later; `inngest/jobs.ts` implements it. Events carry no payloads:
 * PostgreSQL is the truth, a job only says that it is worth a look.
 */
export type JobEvent = DeliveriesDue | ReplayJobDue;

/** Deliveries are due. Coalesced; losing one costs a sweep period and no delivery. `at`: ring then instead of now. */
export interface DeliveriesDue {
  name: "webhook/deliveries.due";
  at?: Date;
}

/** A replay job is to be gone on with, by this run of its function and no other; `part` counts the events of the run. */
export interface ReplayJobDue {
  name: "webhook/replay-job.due";
  jobId: string;
  run: number;
  part: number;
}

export interface Jobs {
  /** Call it after the commit. Never throws for a host that is away: the sweep finds what was not rung for. */
  send(event: JobEvent): Promise<void>;
}
