import { type FlowReference, flowReference } from "@/domain/automation/flow";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import { assertUnprotectedFlow } from "@/server/automation-flow/assert-unprotected-flow";
import { getFlowInTenant } from "@/server/automation-flow/find-flow";
import type { Context } from "@/server/context";
import { raiseSubscriptionsVersion } from "@/server/event-type/raise-subscriptions-version";

/**
 * Deletes an automation. Nothing starts it any more; executions under way go on, and all of them stay readable. Needs the scope write.
 * Throws PosternError `not_found`, and `forbidden` for a protected one.
 */
export async function deleteFlow({ ctx, input }: { ctx: Context; input: FlowReference }): Promise<void> {
  authorise(ctx, "write");
  const { flow_id: flowId } = parseInput(flowReference, input);
  const { organizationId } = ctx.tenant;
  await ctx.db.$transaction(async (tx) => {
    await raiseSubscriptionsVersion({ tx, organizationId });
    const flow = await getFlowInTenant({ db: tx, organizationId, flowId });
    assertUnprotectedFlow({ ctx, flow });
    await tx.automationFlow.delete({ where: { id: flowId, organizationId } });
    await recordAudit({ tx, ctx, action: "automation.deleted", target: { type: "automation", id: flowId, name: flow.name } });
  });
}
