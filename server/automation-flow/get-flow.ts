import { type AutomationFlow, type FlowReference, flowReference } from "@/domain/automation/flow";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import { countRuns } from "@/server/automation-flow/count-runs";
import { getFlowInTenant } from "@/server/automation-flow/find-flow";
import { serializeFlow } from "@/server/automation-flow/stored-flow";
import type { Context } from "@/server/context";

/** Returns an automation. Needs the scope read. Throws PosternError `not_found`. */
export async function getFlow({ ctx, input }: { ctx: Context; input: FlowReference }): Promise<AutomationFlow> {
  authorise(ctx, "read");
  const { flow_id: flowId } = parseInput(flowReference, input);
  const { db, tenant } = ctx;
  const flow = await getFlowInTenant({ db, organizationId: tenant.organizationId, flowId });
  const runs = await countRuns({ db, organizationId: tenant.organizationId, flowIds: [flowId] });
  return serializeFlow({ flow, runs: runs.get(flowId) ?? 0 });
}
