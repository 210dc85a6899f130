import type { SkipReason } from "@/domain/delivery/skip-reasons";
import type { Transaction } from "@/server/platform/db";
import { INSERT_BODIES, INSERT_SKIPPED, LEAVING } from "@/server/queue/leave-queue";

const REASON: SkipReason = "EXECUTION_CANCELLED";

/** Takes a delivery out of the queue whose execution was cancelled, unless a request is under way. It is skipped, and says why. */
export async function skipWaitingDelivery(input: { tx: Transaction; organizationId: string; deliveryId: string }): Promise<void> {
  const { tx, organizationId, deliveryId } = input;
  await tx.$executeRaw`
    with waiting as materialized (
      select id from queued_delivery
      where id = ${deliveryId} and organization_id = ${organizationId} and (lease_until is null or lease_until < now())
      for update skip locked
    ), ended as (
      delete from queued_delivery d using waiting where d.id = waiting.id
      returning ${LEAVING}, d.attempt_number, 'skipped'::delivery_status as status, ${REASON} as skip_reason, d.payload, d.original_payload
    ), bodies as (
      ${INSERT_BODIES}
    )
    ${INSERT_SKIPPED}`;
}
