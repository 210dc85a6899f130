import type { z } from "zod";
import { executionReference } from "@/domain/automation/execution";
import { startingTrigger } from "@/domain/automation/listed-execution";
import type { NamedExecution } from "@/domain/automation/named-execution";
import { toText } from "@/domain/filter/compare-values";
import { parseInput } from "@/domain/parse-input";
import { authorise } from "@/server/authorise";
import { getExecutionInTenant } from "@/server/automation/find-execution";
import type { Context } from "@/server/context";
import { findActorNames } from "@/server/find-actor-names";

/**
 * Returns an execution with all that its page shows of it: what started it, what led to it, and the names of those. Needs the scope read.
 * Throws PosternError `not_found`.
 */
export async function getNamedExecution(given: { ctx: Context; input: z.input<typeof executionReference> }): Promise<NamedExecution> {
  const { ctx, input } = given;
  authorise(ctx, "read");
  const { execution_id: executionId } = parseInput(executionReference, input);
  const { db, tenant } = ctx;
  const { organizationId } = tenant;
  const execution = await getExecutionInTenant({ db, organizationId, executionId });
  const { id, flowId, flowName, entityId, entitySchema, entitySnapshot, startedBy, chain } = execution;
  const [flows, people, entities] = await Promise.all([
    db.automationFlow.findMany({ where: { organizationId, id: { in: [...chain, flowId] } }, select: { id: true, name: true } }),
    findActorNames({ db, organizationId, ids: startedBy === null ? [] : [startedBy] }),
    db.entity.count({ where: { organizationId, id: entityId } }),
  ]);
  const flowNames = new Map(flows.map((flow) => [flow.id, flow.name]));
  return {
    id,
    flow: { id: flowId, name: flowName, isThere: flowNames.has(flowId) },
    entity: { id: entityId, schema: entitySchema, title: toText(entitySnapshot?.["_title"]), isThere: entities > 0 },
    status: execution.status,
    trigger: startingTrigger.parse({ type: "manual", ...execution.triggerEvent }),
    snapshot: entitySnapshot,
    diff: execution.diff && { ...execution.diff },
    started_by: startedBy === null ? null : { id: startedBy, name: people.get(startedBy) ?? null },
    led_by: chain.slice(0, -1).map((ledBy) => ({ id: ledBy, name: flowNames.get(ledBy) ?? null })),
    conditions: execution.conditions,
    schedules: execution.schedules,
    actions: execution.actions,
    created_at: execution.createdAt.toISOString(),
    ended_at: execution.endedAt?.toISOString() ?? null,
  };
}
