/**
 * The port through which verbs ask for work to be run later; `inngest/jobs.ts` implements it. Events carry no payloads:
 * PostgreSQL is the truth, a job only says that it is worth a look.
 */
export type JobEvent =
  /** Deliveries are due. Coalesced; losing one costs a sweep period and no delivery. `at`: ring then instead of now. */
  { name: "webhook/deliveries.due"; at?: Date };

export interface Jobs {
  /** Call it after the commit. Never throws for a host that is away: the sweep finds what was not rung for. */
  send(event: JobEvent): Promise<void>;
}
