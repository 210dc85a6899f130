import type { Inngest } from "inngest";

/** Moves the history of the version before into the layout of this one, little by little, until it is done. */
export function createConvertHistory(inngest: Inngest.Any, deps: { convertHistory: () => Promise<unknown> }) {
  return inngest.createFunction(
    {
      id: "convert-history",
      name: "Move the history of the version before into days",
      triggers: [{ cron: "* * * * *" }],
      concurrency: 1,
      retries: 0,
      timeouts: { finish: "10m" },
    },
    async () => {
      await deps.convertHistory();
    },
  );
}
