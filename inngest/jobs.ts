import type { Inngest } from "inngest";
import { type ClientParts, createClient } from "@/inngest/client";
import { coalesceRings, type Ring } from "@/inngest/coalesce-rings";
import { DELIVERIES_DUE, EXECUTION_DUE, REPLAY_JOB_DUE } from "@/inngest/events";
import { addEvent, addEvents, newHostEvent } from "@/inngest/runtime/add-event";
import type { ExecutionsDue, JobEvent, Jobs, ReplayJobDue } from "@/server/jobs";
import type { Database } from "@/server/platform/db";

/** Returns the key of a ring. One waiting ring is enough, and one for each time at which something falls due. */
const ringKey = (at: Date | null) => (at ? `${DELIVERIES_DUE}@${at.getTime()}` : DELIVERIES_DUE);

/** Returns the event of a replay job. A step that is tried again sends it with the same id, which makes it one event. */
const replayJobEvent = ({ jobId, run, part }: ReplayJobDue) => ({
  id: `${REPLAY_JOB_DUE}:${jobId}:${run}:${part}`,
  name: REPLAY_JOB_DUE,
  data: { jobId, run, part },
});

const executionEvents = ({ executionIds }: ExecutionsDue) =>
  executionIds.map((executionId) => ({ name: EXECUTION_DUE, data: { executionId } }));

/** The ways of a host to send each kind of event. */
interface Senders {
  ring(event: Extract<JobEvent, { name: typeof DELIVERIES_DUE }>): Promise<void>;
  goOnWithJob(event: ReplayJobDue): Promise<unknown>;
  goOnWithExecutions(event: ExecutionsDue): Promise<unknown>;
  onError: (error: unknown) => void;
}

function createJobs({ ring, goOnWithJob, goOnWithExecutions, onError }: Senders): Jobs {
  return {
    async send(event) {
      if (event.name === DELIVERIES_DUE) return ring(event);
      const sent = event.name === "webhook/replay-job.due" ? goOnWithJob(event) : goOnWithExecutions(event);
      await sent.catch(onError);
    },
  };
}

/**
 * Makes the jobs port that rings through the embedded host's queue. A waiting ring is replaced by the next, so many of them cost little.
 */
export function createEmbeddedJobs(input: { db: Database; onError: (error: unknown) => void }): Jobs {
  const ring: Ring = (at) =>
    addEvent({
      db: input.db,
      event: newHostEvent({ name: DELIVERIES_DUE, data: { isScheduled: at !== null }, ts: at?.getTime() }),
      key: ringKey(at),
      isDurable: false,
    });
  const rings = coalesceRings({ ring, onError: input.onError, intervalMs: 25 });
  return createJobs({
    ring: rings.send,
    goOnWithJob: (event) => addEvent({ db: input.db, event: newHostEvent(replayJobEvent(event)) }),
    // The execution's row is the truth, and a lost event is found again.
    goOnWithExecutions: (event) => addEvents({ db: input.db, events: executionEvents(event).map(newHostEvent), isDurable: false }),
    onError: input.onError,
  });
}

/**
 * Makes the jobs port that rings through Inngest. There each ring is an event and a run, so it sends fewer: one run sends all that has
 * fallen due.
 */
export function createInngestJobs(input: { inngest: Inngest.Any; onError: (error: unknown) => void }): Jobs {
  const ring: Ring = async (at) => {
    // An event with a time in the future starts its functions then. Its id makes the same ring of several processes one.
    const time = at ? { id: ringKey(at), ts: at.getTime() } : {};
    await input.inngest.send({ name: DELIVERIES_DUE, data: { isScheduled: at !== null }, ...time });
  };
  const rings = coalesceRings({ ring, onError: input.onError, intervalMs: 250 });
  return createJobs({
    ring: rings.send,
    goOnWithJob: (event) => input.inngest.send(replayJobEvent(event)),
    goOnWithExecutions: (event) => input.inngest.send(executionEvents(event)),
    onError: input.onError,
  });
}

/** Makes a process's jobs port. It alone knows which host runs the functions (docs/decisions/001). */
export function connectJobs(parts: ClientParts): Jobs {
  const { env, db, logger } = parts;
  const onError = (error: unknown) => logger.warn({ part: "jobs", err: error }, "An event was lost; the next sweep finds what it was for.");
  return env.isInngestConfigured ? createInngestJobs({ inngest: createClient(parts), onError }) : createEmbeddedJobs({ db, onError });
}
