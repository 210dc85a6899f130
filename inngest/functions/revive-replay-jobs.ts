import type { Inngest } from "inngest";

/** Continues replay jobs that a host has lost sight of, so that a lost event costs minutes and no job. */
export function createReviveReplayJobs(inngest: Inngest.Any, deps: { reviveReplayJobs: () => Promise<unknown> }) {
  return inngest.createFunction(
    {
      id: "revive-replay-jobs",
      name: "Go on with replay jobs nobody goes on with",
      triggers: [{ cron: "* * * * *" }],
      retries: 1,
      timeouts: { finish: "1m" },
    },
    async () => {
      await deps.reviveReplayJobs();
    },
  );
}
