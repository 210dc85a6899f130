import type { Transaction } from "@/server/platform/db";

/**
 * Raises the organization's version of its subscriptions, which tells publishers that their cached webhooks are out of date. It
 * is the first statement of every transaction that changes a webhook: it locks the organization's row, so that such changes come
 * one after the other.
 */
export async function raiseSubscriptionsVersion(input: { tx: Transaction; organizationId: string }): Promise<void> {
  await input.tx.organization.update({
    where: { id: input.organizationId },
    data: { subscriptionsVersion: { increment: 1 } },
    select: { id: true },
  });
}
