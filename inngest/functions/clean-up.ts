import type { Inngest } from "inngest";

export interface CleanUpDeps {
  deleteExpiredKeys: () => Promise<unknown>;
  deleteOldInboxRequests: () => Promise<unknown>;
}

/** Deletes what is kept only for a time once that time is over, in a step for each kind. */
export function createCleanUp(inngest: Inngest.Any, deps: CleanUpDeps) {
  return inngest.createFunction(
    {
      id: "clean-up",
      name: "Clean up what has expired",
      triggers: [{ cron: "17 * * * *" }],
      retries: 1,
      timeouts: { finish: "30m" },
    },
    async ({ step }) => {
      await step.run("expired idempotency keys", deps.deleteExpiredKeys);
      await step.run("old requests of inboxes", deps.deleteOldInboxRequests);
    },
  );
}
