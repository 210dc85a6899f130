import type { Transaction } from "@/server/platform/db";

/**
 * Tells publishers that what they hold in memory of the organization's webhooks is out of date. First statement of every
 * transaction that changes a webhook: it locks the organization's row, so that such changes come one after the other.
 */
export async function raiseSubscriptionsVersion(input: { tx: Transaction; organizationId: string }): Promise<void> {
  await input.tx.organization.update({
    where: { id: input.organizationId },
    data: { subscriptionsVersion: { increment: 1 } },
    select: { id: true },
  });
}
