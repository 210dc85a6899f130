import type { AutomationFlowList } from "@/domain/automation/flow";
import { flowBatch } from "@/domain/automation/flow-search";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import { countRuns } from "@/server/automation-flow/count-runs";
import { serializeFlow } from "@/server/automation-flow/stored-flow";
import type { Context } from "@/server/context";

/**
 * Returns these automations, each once, in the order in which they are named. Those that are not there are left out. Needs the scope
 * read.
 */
export async function batchGetFlows({ ctx, input }: { ctx: Context; input: unknown }): Promise<AutomationFlowList> {
  authorise(ctx, "read");
  const { ids } = parseInput(flowBatch, input);
  const { db, tenant } = ctx;
  const { organizationId } = tenant;
  const flowIds = [...new Set(ids)];
  const [flows, runs] = await Promise.all([
    db.automationFlow.findMany({ where: { organizationId, id: { in: flowIds } } }),
    countRuns({ db, organizationId, flowIds }),
  ]);
  flows.sort((one, other) => flowIds.indexOf(one.id) - flowIds.indexOf(other.id));
  return { total: flows.length, results: flows.map((flow) => serializeFlow({ flow, runs: runs.get(flow.id) ?? 0 })) };
}
