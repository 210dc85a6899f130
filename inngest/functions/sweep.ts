import type { Inngest } from "inngest";
import { type RingDeps, ringForNextDue } from "@/inngest/functions/ring-for-next-due";

/** Rings for what is due or soon will be, so that a lost ring costs a minute and no delivery. It also puts the queue in order. */
export function createSweep(inngest: Inngest.Any, deps: RingDeps & { tidyQueue: () => Promise<unknown> }) {
  return inngest.createFunction(
    {
      id: "sweep",
      name: "Sweep for deliveries nobody rang for",
      triggers: [{ cron: "* * * * *" }],
      retries: 1,
      timeouts: { finish: "1m" },
    },
    async () => {
      await deps.tidyQueue();
      await ringForNextDue(deps);
    },
  );
}
