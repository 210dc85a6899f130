import type { Inngest } from "inngest";

export interface CleanUpDeps {
  deleteExpiredKeys: () => Promise<unknown>;
  deleteOldInboxRequests: () => Promise<unknown>;
  deleteExpiredSessions: () => Promise<unknown>;
  deleteOldFailures: () => Promise<unknown>;
  makeDays: () => Promise<unknown>;
  dropDays: () => Promise<unknown>;
  deleteOwnHistory: () => Promise<unknown>;
  deleteOldEventIds: () => Promise<unknown>;
  deleteOldAuditEntries: () => Promise<unknown>;
  deleteOldExecutions: () => Promise<unknown>;
}

/** Deletes what is kept only for a time once that time is over, in a step for each kind, and makes the days ahead. */
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
      await step.run("sessions that are over", deps.deleteExpiredSessions);
      await step.run("old failures to sign in", deps.deleteOldFailures);
      await step.run("days ahead", deps.makeDays);
      await step.run("days that are over", deps.dropDays);
      await step.run("what organizations keep for a shorter time", deps.deleteOwnHistory);
      await step.run("old ids of events", deps.deleteOldEventIds);
      await step.run("old entries of audit logs", deps.deleteOldAuditEntries);
      await step.run("old executions of automations", deps.deleteOldExecutions);
    },
  );
}
