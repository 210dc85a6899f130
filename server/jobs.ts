/**
 * An event by which a verb asks for work to be run later. Events carry no payloads: PostgreSQL holds the truth, and an event only
 * says that there may be work. `inngest/jobs.ts` sends them.
 */
export type JobEvent = DeliveriesDue | ReplayJobDue | ExecutionsDue;

/**
 * Says that deliveries are due. Events are merged where they can be; a lost one costs one sweep period and no delivery. `at` is
 * the moment to ring, if not now.
 */
export interface DeliveriesDue {
  name: "webhook/deliveries.due";
  at?: Date;
}

/** Says that a replay job is to be continued by the given run of its function and by no other. `part` counts the events of the run. */
export interface ReplayJobDue {
  name: "webhook/replay-job.due";
  jobId: string;
  run: number;
  part: number;
}

/** Says that executions of automations are to be gone on with. A lost one costs a minute and no execution. */
export interface ExecutionsDue {
  name: "automation/executions.due";
  executionIds: readonly string[];
}

export interface Jobs {
  /**
   * Sends the event. Call it after the commit. Never throws when the job host is away: the sweep finds the work that no event
   * announced.
   */
  send(event: JobEvent): Promise<void>;
}
