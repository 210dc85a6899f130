import type { Inngest } from "inngest";
import type { Jobs } from "@/server/jobs";

/** How far ahead the sweep rings: until the next one. */
const PERIOD_MS = 60_000;

/**
 * Rings for what is due or falls due before the next sweep, so that a lost ring costs a minute and no delivery.
 * `findNextDue` gives the earliest time at which a delivery is due.
 */
export function createSweep(inngest: Inngest.Any, deps: { findNextDue: () => Promise<Date | null>; jobs: () => Jobs }) {
  return inngest.createFunction(
    {
      id: "sweep",
      name: "Sweep for deliveries nobody rang for",
      triggers: [{ cron: "* * * * *" }],
      retries: 1,
      timeouts: { finish: "1m" },
    },
    async () => {
      const nextDue = await deps.findNextDue();
      if (nextDue && nextDue.getTime() <= Date.now() + PERIOD_MS) await deps.jobs().send({ name: "webhook/deliveries.due", at: nextDue });
    },
  );
}
