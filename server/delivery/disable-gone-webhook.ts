import type { DisabledReason } from "@/domain/webhook/disabled-reasons";
import { endWaitingDeliveries } from "@/server/delivery/end-waiting-deliveries";
import type { Database } from "@/server/platform/db";
import { raiseSubscriptionsVersion } from "@/server/webhook/internal";

/**
 * Disables a webhook whose endpoint answered 410 Gone, and ends what waits for it (contract.md "Time"). Only while the
 * configuration is the `version` that was answered so: an admin who has corrected it since is not overruled.
 */
export async function disableGoneWebhook(input: {
  db: Database;
  organizationId: string;
  webhookId: string;
  version: number;
}): Promise<void> {
  const { db, organizationId, webhookId, version } = input;
  const where = { id: webhookId, organizationId, version, enabled: true, deletedAt: null };
  // Many deliveries may be answered so at once: only the first need lock anything.
  if ((await db.webhook.count({ where })) === 0) return;
  const disabledReason = "ENDPOINT_GONE" satisfies DisabledReason;
  await db.$transaction(async (tx) => {
    await raiseSubscriptionsVersion({ tx, organizationId });
    const { count } = await tx.webhook.updateMany({ where, data: { enabled: false, disabledReason, version: { increment: 1 } } });
    if (count > 0) await endWaitingDeliveries({ tx, organizationId, webhookId, code: "WEBHOOK_DISABLED" });
  });
}
