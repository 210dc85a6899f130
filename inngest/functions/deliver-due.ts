import { setTimeout as sleep } from "node:timers/promises";
import type { Inngest } from "inngest";
import { DELIVERIES_DUE } from "@/inngest/events";
import { createBatchGate } from "@/inngest/functions/batch-gate";
import { type RingDeps, ringForNextDue } from "@/inngest/functions/ring-for-next-due";
import type { Deliverer } from "@/server/queue/deliverer";

/** The most batches of one run, so that what the run must remember stays small. If more is due, it rings, and the next run continues. */
const MAX_BATCHES_A_RUN = 20;
/** The most batches that a process sends at once. */
const MAX_BATCHES = 4;
/** The time limit of a batch, which is done within about a second. One that takes this long waits for a database that does not answer. */
const BATCH_TIMEOUT_MS = 30_000;
/** The wait before the next run after every try of a run has failed, because the cause may last. */
const PAUSE_AFTER_FAILURE_MS = 5_000;

export interface DeliverDueDeps extends RingDeps {
  getDeliverer: () => Pick<Deliverer, "deliverBatch">;
  logger: { error(details: object, message: string): void };
  /**
   * The most runs that the host may have going at once; undefined for any number, since more than a few in a process have nothing to do.
   * Inngest looks at a function that has reached its limit only every five seconds, so there the limit must not be reached.
   */
  maxRuns?: number | undefined;
  batchTimeoutMs?: number;
}

/**
 * Sends what is due, batch by batch. Rings start it; batches that run side by side claim different rows. A ring for a later time stands for
 * the earliest of several retries, so its run rings for the one after them. A run that fails for good rings again.
 */
export function createDeliverDue(inngest: Inngest.Any, deps: DeliverDueDeps) {
  const deliver = createBatchGate(MAX_BATCHES, () => deliverBatch(deps));
  return inngest.createFunction(
    {
      id: "deliver-due",
      name: "Deliver what is due",
      triggers: [{ event: DELIVERIES_DUE }],
      ...(deps.maxRuns === undefined ? {} : { concurrency: deps.maxRuns }),
      retries: 3,
      timeouts: { finish: "5m" },
      onFailure: async ({ error }) => {
        deps.logger.error({ err: error }, "Deliveries could not be made, whatever was tried; ringing again.");
        await deps.jobs().send({ name: DELIVERIES_DUE, at: new Date(Date.now() + PAUSE_AFTER_FAILURE_MS) });
      },
    },
    async ({ event, step }) => {
      let hasMore = true;
      for (let batch = 1; hasMore && batch <= MAX_BATCHES_A_RUN; batch++) {
        ({ hasMore } = await step.run(`deliver-batch-${batch}`, deliver));
      }
      if (hasMore) await step.run("ring-again", () => deps.jobs().send({ name: DELIVERIES_DUE }));
      if (event.data["isScheduled"] === true) await step.run("ring-for-next-due", () => ringForNextDue(deps));
    },
  );
}

/**
 * Delivers one batch. Throws when that takes too long, so that the run ends and its place is free. What the batch has claimed continues
 * under its leases.
 */
async function deliverBatch({ getDeliverer, batchTimeoutMs = BATCH_TIMEOUT_MS }: DeliverDueDeps) {
  const settled = new AbortController();
  const timeout = sleep(batchTimeoutMs, undefined, { signal: settled.signal, ref: false }).then(() => {
    throw new Error(`The batch did not end within ${batchTimeoutMs} ms.`);
  });
  try {
    return await Promise.race([getDeliverer().deliverBatch(), timeout]);
  } finally {
    timeout.catch(() => undefined);
    settled.abort();
  }
}
