import type { Inngest } from "inngest";
import { DELIVERIES_DUE } from "@/inngest/events";
import { type RingDeps, ringForNextDue } from "@/inngest/functions/ring-for-next-due";
import type { Deliverer } from "@/server/delivery/deliverer";

/** A run ends here even if more is due: what it has to remember stays small, and the next ring goes on. */
const MAX_BATCHES_A_RUN = 20;

/**
 * Sends what is due, batch by batch. Rings start it; runs side by side claim different rows. A ring for a later time stands
 * for the earliest of several retries, so its run rings for the one after them.
 */
export function createDeliverDue(inngest: Inngest.Any, deps: RingDeps & { getDeliverer: () => Pick<Deliverer, "deliverBatch"> }) {
  return inngest.createFunction(
    {
      id: "deliver-due",
      name: "Deliver what is due",
      triggers: [{ event: DELIVERIES_DUE }],
      concurrency: 4,
      retries: 3,
      timeouts: { finish: "5m" },
    },
    async ({ event, step }) => {
      for (let batch = 0; batch < MAX_BATCHES_A_RUN; batch++) {
        const { hasMore } = await step.run("deliver-batch", () => deps.getDeliverer().deliverBatch());
        if (!hasMore) break;
      }
      if (event.data["isScheduled"] === true) await step.run("ring-for-next-due", () => ringForNextDue(deps));
    },
  );
}
