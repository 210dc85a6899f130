import type { Inngest } from "inngest";

/** Counts deliveries for the overview: each one once, soon after it has ended. */
export function createCountDeliveries(inngest: Inngest.Any, deps: { countDeliveries: () => Promise<unknown> }) {
  return inngest.createFunction(
    {
      id: "count-deliveries",
      name: "Count deliveries for the overview",
      triggers: [{ cron: "* * * * *" }],
      concurrency: 1,
      retries: 0,
      timeouts: { finish: "2m" },
    },
    async () => {
      await deps.countDeliveries();
    },
  );
}
