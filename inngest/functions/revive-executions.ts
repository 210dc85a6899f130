import type { Inngest } from "inngest";

/** Goes on with executions of automations that a host has lost sight of, so that a lost event costs a minute and no execution. */
export function createReviveExecutions(inngest: Inngest.Any, deps: { reviveExecutions: () => Promise<unknown> }) {
  return inngest.createFunction(
    {
      id: "revive-executions",
      name: "Go on with executions nobody goes on with",
      triggers: [{ cron: "* * * * *" }],
      retries: 1,
      timeouts: { finish: "1m" },
    },
    async () => {
      await deps.reviveExecutions();
    },
  );
}
