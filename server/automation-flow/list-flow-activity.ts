import type { ExecutionStatus } from "@/domain/automation/execution-status";
import type { FlowActivity } from "@/domain/automation/flow";
import { DAY_MS } from "@/domain/duration";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";

/**
 * Returns how often each of the organization's automations ran in the last 24 hours, and its last execution of any time, by the
 * automation's id. One that never ran is not in it. Needs the scope read.
 */
export async function listFlowActivity({ ctx }: { ctx: Context }): Promise<Record<string, FlowActivity>> {
  authorise(ctx, "read");
  const { organizationId } = ctx.tenant;
  const from = new Date(ctx.clock.now().getTime() - DAY_MS);
  const rows = await ctx.db.$queryRaw<{ flowId: string; lastDay: number; executionId: string; at: Date; status: ExecutionStatus }[]>`
    select f.id as "flowId", d.count as "lastDay", x.id as "executionId", x.created_at as at, x.status::text as status
    from automation_flow f
    cross join lateral (
      select id, created_at, status from automation_execution
      where organization_id = ${organizationId} and flow_id = f.id
      order by created_at desc, id desc limit 1
    ) x
    cross join lateral (
      select count(*)::int as count from automation_execution
      where organization_id = ${organizationId} and flow_id = f.id and created_at >= ${from}
    ) d
    where f.organization_id = ${organizationId}`;
  return Object.fromEntries(
    rows.map(({ flowId, lastDay, executionId, status, at }) => [flowId, { lastDay, last: { executionId, status, at: at.toISOString() } }]),
  );
}
