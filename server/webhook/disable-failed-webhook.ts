import type { DisabledReason } from "@/domain/webhook/disabled-reasons";
import { recordAudit } from "@/server/audit/record-audit";
import { raiseSubscriptionsVersion } from "@/server/event-type/raise-subscriptions-version";
import type { Jobs } from "@/server/jobs";
import type { Database } from "@/server/platform/db";
import { announceEndedDeliveries } from "@/server/queue/announce-ended-deliveries";
import { closeCircuit } from "@/server/queue/close-circuit";
import { endWaitingDeliveries } from "@/server/queue/end-waiting-deliveries";
import { recordVersion } from "@/server/webhook-row/webhook-version";

/**
 * Disables a webhook that should not be called any more (contract.md "Time"), with the reason, and ends its waiting deliveries.
 * It acts only while the webhook has the version that failed, so that it does not overrule an admin who has corrected it since.
 */
export async function disableFailedWebhook(input: {
  db: Database;
  jobs: Jobs;
  organizationId: string;
  webhookId: string;
  webhookVersion: number;
  reason: DisabledReason;
}): Promise<void> {
  const { db, jobs, organizationId, webhookId, webhookVersion, reason } = input;
  const where = { id: webhookId, organizationId, version: webhookVersion, enabled: true, deletedAt: null };
  // Many deliveries may fail at once, and only the first needs the lock.
  if ((await db.webhook.count({ where })) === 0) return;
  const executionIds = await db.$transaction(async (tx) => {
    await raiseSubscriptionsVersion({ tx, organizationId });
    const [webhook] = await tx.webhook.updateManyAndReturn({
      where,
      data: { enabled: false, disabledReason: reason, version: { increment: 1 } },
    });
    if (!webhook) return [];
    await recordVersion({ tx, webhook, change: "disabled", actor: { type: "system" } });
    await recordAudit({
      tx,
      ctx: { tenant: { organizationId }, actor: { type: "system" } },
      action: "webhook.disabled",
      target: { type: "webhook", id: webhookId, name: webhook.name },
      details: { reason },
    });
    await closeCircuit({ tx, organizationId, webhookId });
    return (await endWaitingDeliveries({ tx, organizationId, webhookId, code: "WEBHOOK_DISABLED" })).executionIds;
  });
  await announceEndedDeliveries({ jobs, executionIds });
}
