import { FAILURE_EXPLANATIONS } from "@/domain/delivery/failure-codes";
import type { Transaction } from "@/server/platform/db";

/** So many at most are ended in the caller's transaction; it takes a fraction of a second. */
const MAX_ENDED = 1_000;

/**
 * Ends a webhook's waiting deliveries as failed with `code`; part of deleting or disabling it, in the same transaction. The
 * code stands in an attempt of which nothing was sent. A request that is out at the moment is not called back: it
 * still succeeds, or its next claim finds the webhook as it is.
 *
 * Where more than 1,000 wait, the rest is left to the claims, which find the webhook as it is and end them in the same way: ring
 * after the commit. Gives how many were ended.
 */
export async function endWaitingDeliveries(input: {
  tx: Transaction;
  organizationId: string;
  webhookId: string;
  code: "WEBHOOK_DELETED" | "WEBHOOK_DISABLED";
}): Promise<number> {
  const { tx, organizationId, webhookId, code } = input;
  await tx.$executeRaw`
    update lane set circuit_open_until = null, next_at = now()
    where webhook_id = ${webhookId} and organization_id = ${organizationId} and next_at is not null`;
  return tx.$executeRaw`
    with held as materialized (
      select id from delivery
      where webhook_id = ${webhookId} and organization_id = ${organizationId} and held
      order by next_at
      limit ${MAX_ENDED}
      for update skip locked
    ), due as materialized (
      select id from delivery
      where webhook_id = ${webhookId} and organization_id = ${organizationId} and not held and next_at is not null
        and (lease_until is null or lease_until < now())
      order by next_at
      limit ${MAX_ENDED}
      for update skip locked
    ), waiting as (
      select id from held union all select id from due
    ), ended as (
      update delivery d
      set status = 'failed', ended_at = now(), next_at = null, attempt_number = d.attempt_number + 1, held = false,
        lease_owner = null, lease_until = null
      from waiting where d.id = waiting.id
      returning d.id, d.attempt_number
    )
    insert into attempt
      (delivery_id, number, organization_id, started_at, url, http_method, request_headers, error_code, error_message, total_ms)
    select ended.id, ended.attempt_number, w.organization_id, now(), coalesce(w.url, ''), w.http_method::http_method, '{}',
      ${code}, ${FAILURE_EXPLANATIONS[code].cause}, 0
    from ended join webhook w on w.id = ${webhookId}`;
}
