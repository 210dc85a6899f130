import { SYNCHRONOUS_TIMEOUT_MS } from "@/domain/retry/synchronous-retries";
import { type ClaimedDelivery, selectClaims } from "@/server/delivery/claim-deliveries";
import type { Database } from "@/server/platform/db";

/** Past the attempt's deadline, with time to record the outcome while the database is being restarted. */
const LEASE_MS = SYNCHRONOUS_TIMEOUT_MS + 60_000;

/**
 * Claims the next attempt of a synchronous trigger for the process whose caller waits for it; no other claim takes such a
 * delivery. Null when it has ended meanwhile, because its webhook was deleted or disabled.
 */
export async function claimTrigger(input: {
  db: Database;
  ownerId: string;
  organizationId: string;
  deliveryId: string;
}): Promise<ClaimedDelivery | null> {
  const { db, ownerId, organizationId, deliveryId } = input;
  const [claim] = await db.$queryRaw<ClaimedDelivery[]>`
    with claimed as (
      update delivery
      set attempt_number = attempt_number + 1, lease_owner = ${ownerId}, lease_until = now() + ${LEASE_MS} * interval '1 millisecond'
      where id = ${deliveryId} and organization_id = ${organizationId} and source = 'sync_trigger' and next_at is not null and lease_owner is null
      returning *
    )
    ${selectClaims("claimed")}`;
  return claim ?? null;
}
