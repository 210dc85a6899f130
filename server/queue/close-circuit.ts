import type { Transaction } from "@/server/platform/db";

/**
 * Closes a webhook's circuit breaker and clears its failures, so that its held deliveries may go at once. Every change of a
 * webhook's configuration does this in its own transaction. After the commit the caller asks for due deliveries to be sent.
 */
export async function closeCircuit(input: { tx: Transaction; organizationId: string; webhookId: string }): Promise<void> {
  const { tx, organizationId, webhookId } = input;
  await tx.$executeRaw`
    update lane set failures = 0, probes = 0, circuit_open_until = null, failing_since = null, next_at = case when holds then now() else next_at end
    where webhook_id = ${webhookId} and organization_id = ${organizationId}`;
}
