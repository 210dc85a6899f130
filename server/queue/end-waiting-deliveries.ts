import { FAILURE_EXPLANATIONS } from "@/domain/delivery/failure-codes";
import type { Transaction } from "@/server/platform/db";
import { INSERT_BODIES, INSERT_ENDED, LEAVING } from "@/server/queue/leave-queue";

/** The most deliveries that are ended in the caller's transaction, which takes a fraction of a second. */
const MAX_ENDED = 1_000;

/**
 * Ends a webhook's waiting deliveries as failed with `code`, in the transaction that deletes or disables the webhook. The code is
 * recorded in an attempt that sent nothing. A request that is under way is not called back: it may still succeed, or its next
 * claim finds the webhook deleted or disabled.
 *
 * When more than 1,000 wait, the claims end the rest in the same way. After the commit the caller calls `announceEndedDeliveries`.
 * Returns the number of ended deliveries, and the executions of automations that waited for one of them.
 */
export async function endWaitingDeliveries(input: {
  tx: Transaction;
  organizationId: string;
  webhookId: string;
  code: "WEBHOOK_DELETED" | "WEBHOOK_DISABLED";
}): Promise<{ ended: number; executionIds: string[] }> {
  const { tx, organizationId, webhookId, code } = input;
  await tx.$executeRaw`
    update lane set circuit_open_until = null, next_at = now()
    where webhook_id = ${webhookId} and organization_id = ${organizationId} and next_at is not null`;
  const [result] = await tx.$queryRaw<[{ ended: number; executionIds: string[] }]>`
    with held as materialized (
      select id from queued_delivery
      where webhook_id = ${webhookId} and organization_id = ${organizationId} and held
      order by next_at
      limit ${MAX_ENDED}
      for update skip locked
    ), due as materialized (
      select id from queued_delivery
      where webhook_id = ${webhookId} and organization_id = ${organizationId} and not held and (lease_until is null or lease_until < now())
      order by next_at
      limit ${MAX_ENDED}
      for update skip locked
    ), waiting as (
      select id from held union all select id from due
    ), ended as (
      delete from queued_delivery d using waiting where d.id = waiting.id
      returning ${LEAVING}, d.attempt_number + 1 as attempt_number, d.failure_count, 'failed'::delivery_status as status, d.payload, d.original_payload
    ), kept as (
      ${INSERT_ENDED}
    ), bodies as (
      ${INSERT_BODIES}
    ), attempted as (
      insert into recorded_attempt
        (delivery_id, number, organization_id, started_at, url, http_method, request_headers, error_code, error_message, total_ms)
      select ended.id, ended.attempt_number, w.organization_id, now(), coalesce(w.url, ''), w.http_method::http_method, '{}',
        ${code}, ${FAILURE_EXPLANATIONS[code].cause}, 0
      from ended join webhook w on w.id = ${webhookId}
    )
    select count(*)::int as ended,
      coalesce(array_agg(metadata->>'execution_id') filter (where source = 'sync_automation'), '{}') as "executionIds"
    from ended`;
  return result;
}
