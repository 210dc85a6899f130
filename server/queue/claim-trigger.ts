import { SYNCHRONOUS_TIMEOUT_MS } from "@/domain/retry/synchronous-retries";
import type { Database } from "@/server/platform/db";
import { CLAIM_COLUMNS, CLAIM_JOINS, type ClaimedDelivery, type ClaimRow } from "@/server/queue/claim-deliveries";
import { LEASE_GRACE_MS } from "@/server/queue/lease";

const LEASE_MS = SYNCHRONOUS_TIMEOUT_MS + LEASE_GRACE_MS;

/**
 * Claims the next attempt of a synchronous trigger for the process whose caller waits for it. No other claim takes such a
 * delivery. Returns null when it has ended meanwhile, because its webhook was deleted or disabled.
 */
export async function claimTrigger(input: {
  db: Database;
  ownerId: string;
  organizationId: string;
  deliveryId: string;
}): Promise<ClaimedDelivery | null> {
  const { db, ownerId, organizationId, deliveryId } = input;
  const askedAtMs = Date.now();
  const [row] = await db.$queryRaw<ClaimRow[]>`
    with claimed as (
      update queued_delivery
      set attempt_number = attempt_number + 1, lease_owner = ${ownerId}, lease_until = now() + ${LEASE_MS} * interval '1 millisecond'
      where id = ${deliveryId} and organization_id = ${organizationId} and source = 'sync_trigger' and lease_owner is null
      returning *
    )
    select ${CLAIM_COLUMNS} from claimed c ${CLAIM_JOINS}`;
  return row ? { ...row, isFromLane: false, timeoutMs: SYNCHRONOUS_TIMEOUT_MS, leaseUntilMs: askedAtMs + LEASE_MS } : null;
}
