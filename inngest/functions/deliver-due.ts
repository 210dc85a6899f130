import { setTimeout as sleep } from "node:timers/promises";
import type { Inngest } from "inngest";
import { DELIVERIES_DUE } from "@/inngest/events";
import { type RingDeps, ringForNextDue } from "@/inngest/functions/ring-for-next-due";
import type { Deliverer } from "@/server/delivery/deliverer";

/** A run ends here even if more is due: what it has to remember stays small, and the next ring goes on. */
const MAX_BATCHES_A_RUN = 20;
/** A batch is done within about a second; one that takes this long waits for a database that does not answer. */
const BATCH_TIMEOUT_MS = 30_000;
/** What made every try of a run fail may last: the next run waits a little. */
const PAUSE_AFTER_FAILURE_MS = 5_000;

export interface DeliverDueDeps extends RingDeps {
  getDeliverer: () => Pick<Deliverer, "deliverBatch">;
  logger: { error(details: object, message: string): void };
  batchTimeoutMs?: number;
}

/**
 * Sends what is due, batch by batch. Rings start it; runs side by side claim different rows. A ring for a later time stands
 * for the earliest of several retries, so its run rings for the one after them. A run that fails for good rings again.
 */
export function createDeliverDue(inngest: Inngest.Any, deps: DeliverDueDeps) {
  return inngest.createFunction(
    {
      id: "deliver-due",
      name: "Deliver what is due",
      triggers: [{ event: DELIVERIES_DUE }],
      concurrency: 4,
      retries: 3,
      timeouts: { finish: "5m" },
      onFailure: async ({ error }) => {
        deps.logger.error({ err: error }, "Deliveries could not be made, whatever was tried; ringing again.");
        await deps.jobs().send({ name: DELIVERIES_DUE, at: new Date(Date.now() + PAUSE_AFTER_FAILURE_MS) });
      },
    },
    async ({ event, step }) => {
      for (let batch = 0; batch < MAX_BATCHES_A_RUN; batch++) {
        const { hasMore } = await step.run("deliver-batch", () => deliverBatch(deps));
        if (!hasMore) break;
      }
      if (event.data["isScheduled"] === true) await step.run("ring-for-next-due", () => ringForNextDue(deps));
    },
  );
}

/** Gives up waiting in the end, so that the run ends and its place is free; what the batch has claimed goes on under its leases. */
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
