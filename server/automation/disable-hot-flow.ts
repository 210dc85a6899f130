import type { DisableDetails } from "@/domain/automation/flow";
import { recordAudit } from "@/server/audit/record-audit";
import { raiseSubscriptionsVersion } from "@/server/event-type/raise-subscriptions-version";
import type { Database } from "@/server/platform/db";

/** Disables a flow that has started more often than it may, and says so on it and in the audit log. */
export async function disableHotFlow(input: { db: Database; organizationId: string; flowId: string; now: Date }): Promise<void> {
  const { db, organizationId, flowId, now } = input;
  const details: DisableDetails = { disabled_at: now.toISOString(), disabled_by: "system" };
  await db.$transaction(async (tx) => {
    await raiseSubscriptionsVersion({ tx, organizationId });
    const [flow] = await tx.automationFlow.updateManyAndReturn({
      where: { id: flowId, organizationId, enabled: true },
      data: { enabled: false, disableDetails: { ...details }, updatedBy: "system", updatedAt: now },
    });
    if (!flow) return;
    const ctx = { tenant: { organizationId }, actor: { type: "system" as const } };
    await recordAudit({ tx, ctx, action: "automation.disabled", target: { type: "automation", id: flowId, name: flow.name } });
  });
}
