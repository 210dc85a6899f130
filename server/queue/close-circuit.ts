import type { Transaction } from "@/server/platform/db";

/**
 * Forgets what was learnt of a webhook's endpoint, so that what is held for it may go at once. Part of every change of where
 * and how a webhook is called, in the same transaction; ring after it.
 */
export async function closeCircuit(input: { tx: Transaction; organizationId: string; webhookId: string }): Promise<void> {
  const { tx, organizationId, webhookId } = input;
  await tx.$executeRaw`
    update lane set failures = 0, probes = 0, circuit_open_until = null, failing_since = null, next_at = case when holds then now() else next_at end
    where webhook_id = ${webhookId} and organization_id = ${organizationId}`;
}
