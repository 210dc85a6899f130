import { type AutomationFlow, flowInput, flowReference, toDefinition } from "@/domain/automation/flow";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { type AutomationFlow as FlowRow, Prisma } from "@/prisma/generated/client";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import { assertNotSelfStarting } from "@/server/automation-flow/assert-not-self-starting";
import { assertUnprotectedFlow } from "@/server/automation-flow/assert-unprotected-flow";
import { countRuns } from "@/server/automation-flow/count-runs";
import { disabledByHand } from "@/server/automation-flow/disabled-by-hand";
import { getFlowInTenant } from "@/server/automation-flow/find-flow";
import { namedActor } from "@/server/automation-flow/named-actor";
import { readDefinition, readDisableDetails, serializeFlow, writeDefinition } from "@/server/automation-flow/stored-flow";
import type { Context } from "@/server/context";
import { raiseSubscriptionsVersion } from "@/server/event-type/raise-subscriptions-version";

/**
 * Replaces an automation. Its executions go on as they were begun. `ifUpdatedAt` names the state that the change is meant for. Needs the
 * scope write. Throws PosternError `not_found`, `invalid_input`, `conflict` when it was changed since, and `forbidden` for a protected
 * one.
 */
export async function putFlow(given: {
  ctx: Context;
  input: { flow_id: string; flow: unknown; ifUpdatedAt?: string };
}): Promise<AutomationFlow> {
  const { ctx, input } = given;
  authorise(ctx, "write");
  const { flow_id: flowId } = parseInput(flowReference, { flow_id: input.flow_id });
  const parsed = parseInput(flowInput, input.flow);
  const { organizationId } = ctx.tenant;
  const flow = await ctx.db.$transaction(async (tx) => {
    await raiseSubscriptionsVersion({ tx, organizationId });
    const stored = await getFlowInTenant({ db: tx, organizationId, flowId });
    assertUnprotectedFlow({ ctx, flow: stored });
    assertNotChangedSince(stored, input.ifUpdatedAt);
    await assertNotSelfStarting({ tx, organizationId, flow: parsed });
    const [now, by] = [ctx.clock.now(), namedActor(ctx.actor)];
    const details = parsed.enabled ? null : (readDisableDetails(stored) ?? disabledByHand({ by, now }));
    const changed = await tx.automationFlow.update({
      where: { id: flowId, organizationId },
      data: {
        name: parsed.flow_name,
        enabled: parsed.enabled,
        definition: writeDefinition(toDefinition(parsed)),
        disableDetails: details ?? Prisma.DbNull,
        updatedBy: by,
        updatedAt: now,
      },
    });
    const [before, after] = [stored, changed].map((one) => ({ ...readDefinition(one), enabled: one.enabled }));
    const target = { type: "automation", id: flowId, name: changed.name } as const;
    await recordAudit({ tx, ctx, action: "automation.updated", target, change: { before: before ?? {}, after: after ?? {} } });
    return changed;
  });
  const runs = await countRuns({ db: ctx.db, organizationId, flowIds: [flowId] });
  return serializeFlow({ flow, runs: runs.get(flowId) ?? 0 });
}

function assertNotChangedSince(stored: FlowRow, ifUpdatedAt: string | undefined): void {
  if (ifUpdatedAt === undefined || stored.updatedAt.toISOString() === ifUpdatedAt) return;
  throw new PosternError("conflict", `The automation "${stored.name}" was changed in the meantime. Load it again, then make your change.`);
}
