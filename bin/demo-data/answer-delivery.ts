import { planSynchronousRetry } from "@/domain/retry/synchronous-retries";
import type { Context } from "@/server/context";
import type { EgressClient } from "@/server/egress/egress-client";
import { attemptDelivery } from "@/server/queue/attempt-delivery";
import { CLAIM_COLUMNS, CLAIM_JOINS, type ClaimedDelivery, type ClaimRow } from "@/server/queue/claim-deliveries";
import { createContentReader } from "@/server/queue/message-of-claim";
import { recordAttempts } from "@/server/queue/record-attempts";
import { WITHOUT_WEBHOOK } from "@/server/request/attempt-target";

/** The name in the demo's leases. */
const OWNER = "demo-data";
const LEASE_MS = 60_000;

/**
 * Delivers one delivery of the queue as the engine does, but sends nothing: `egress` answers for the endpoint. It claims no other one, so
 * that nothing of another organization is touched. Returns false where somebody else has claimed it, or it has ended.
 */
export async function answerDelivery(input: { ctx: Context; deliveryId: string; egress: EgressClient }): Promise<boolean> {
  const { ctx, deliveryId, egress } = input;
  for (;;) {
    const claim = await claimDelivery(ctx, deliveryId);
    if (!claim) return false;
    const [targetOf, platformKey] = await Promise.all([ctx.targets.load([claim]), ctx.platformKeys.load()]);
    const outcome = await attemptDelivery({
      ...{ ...ctx, egress, claim, platformKey, timeoutMs: claim.timeoutMs, readContent: createContentReader() },
      target: targetOf.get(claim.webhookId) ?? WITHOUT_WEBHOOK,
      planRetry: planSynchronousRetry,
    });
    await recordAttempts({ db: ctx.db, ownerId: OWNER, outcomes: [outcome] });
    if (outcome.type !== "retry") return true;
  }
}

async function claimDelivery(ctx: Context, deliveryId: string): Promise<ClaimedDelivery | null> {
  const askedAtMs = Date.now();
  const [row] = await ctx.db.$queryRaw<ClaimRow[]>`
    with claimed as (
      update queued_delivery
      set attempt_number = attempt_number + 1, lease_owner = ${OWNER}, lease_until = now() + ${LEASE_MS} * interval '1 millisecond'
      where id = ${deliveryId} and organization_id = ${ctx.tenant.organizationId} and lease_owner is null
      returning *
    )
    select ${CLAIM_COLUMNS} from claimed c ${CLAIM_JOINS}`;
  return row ? { ...row, isFromLane: false, leaseUntilMs: askedAtMs + LEASE_MS } : null;
}
