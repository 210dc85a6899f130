import { type AutomationFlow, type FlowSwitch, flowSwitch } from "@/domain/automation/flow";
import { parseInput } from "@/domain/parse-input";
import { Prisma } from "@/prisma/generated/client";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import { assertUnprotectedFlow } from "@/server/automation-flow/assert-unprotected-flow";
import { countRuns } from "@/server/automation-flow/count-runs";
import { disabledByHand } from "@/server/automation-flow/disabled-by-hand";
import { getFlowInTenant } from "@/server/automation-flow/find-flow";
import { namedActor } from "@/server/automation-flow/named-actor";
import { serializeFlow } from "@/server/automation-flow/stored-flow";
import type { Context } from "@/server/context";
import { raiseSubscriptionsVersion } from "@/server/event-type/raise-subscriptions-version";

/**
 * Enables or disables an automation and leaves the rest as it is. Executions under way go on. Changes nothing when it was so before.
 * Returns it as it is now. Needs the scope write. Throws PosternError `not_found`, and `forbidden` for a protected one.
 */
export async function switchFlow({ ctx, input }: { ctx: Context; input: FlowSwitch }): Promise<AutomationFlow> {
  authorise(ctx, "write");
  const { flow_id: flowId, enabled } = parseInput(flowSwitch, input);
  const { organizationId } = ctx.tenant;
  const flow = await ctx.db.$transaction(async (tx) => {
    await raiseSubscriptionsVersion({ tx, organizationId });
    const stored = await getFlowInTenant({ db: tx, organizationId, flowId });
    if (stored.enabled === enabled) return stored;
    assertUnprotectedFlow({ ctx, flow: stored });
    const [now, by] = [ctx.clock.now(), namedActor(ctx.actor)];
    const switched = await tx.automationFlow.update({
      where: { id: flowId, organizationId },
      data: { enabled, disableDetails: enabled ? Prisma.DbNull : disabledByHand({ by, now }), updatedBy: by, updatedAt: now },
    });
    const action = enabled ? "automation.enabled" : "automation.disabled";
    await recordAudit({ tx, ctx, action, target: { type: "automation", id: flowId, name: switched.name } });
    return switched;
  });
  const runs = await countRuns({ db: ctx.db, organizationId, flowIds: [flowId] });
  return serializeFlow({ flow, runs: runs.get(flowId) ?? 0 });
}
