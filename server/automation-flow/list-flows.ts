import type { AutomationFlow } from "@/domain/automation/flow";
import { authorise } from "@/server/authorise";
import { countRuns } from "@/server/automation-flow/count-runs";
import { serializeFlow } from "@/server/automation-flow/stored-flow";
import type { Context } from "@/server/context";

/** Returns all automations of the organization, the newest first. There are at most a thousand. Needs the scope read. */
export async function listFlows({ ctx }: { ctx: Context }): Promise<AutomationFlow[]> {
  authorise(ctx, "read");
  const { organizationId } = ctx.tenant;
  const flows = await ctx.db.automationFlow.findMany({ where: { organizationId }, orderBy: [{ createdAt: "desc" }, { id: "desc" }] });
  const runs = await countRuns({ db: ctx.db, organizationId, flowIds: flows.map(({ id }) => id) });
  return flows.map((flow) => serializeFlow({ flow, runs: runs.get(flow.id) ?? 0 }));
}
