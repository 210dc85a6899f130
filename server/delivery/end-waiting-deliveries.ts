import { FAILURE_EXPLANATIONS } from "@/domain/delivery/failure-codes";
import type { Transaction } from "@/server/platform/db";

/**
 * Ends a webhook's waiting deliveries as failed with `code`; part of deleting or disabling it, in the same transaction. The
 * code stands in an attempt of which nothing was sent. A request that is out at the moment is not called back: it
 * still succeeds, or its next claim finds the webhook as it is. Gives how many were ended.
 */
export async function endWaitingDeliveries(input: {
  tx: Transaction;
  organizationId: string;
  webhookId: string;
  code: "WEBHOOK_DELETED" | "WEBHOOK_DISABLED";
}): Promise<number> {
  const { tx, organizationId, webhookId, code } = input;
  return tx.$executeRaw`
    with ended as (
      update delivery
      set status = 'failed', ended_at = now(), next_at = null, attempt_number = attempt_number + 1, lease_owner = null, lease_until = null
      where organization_id = ${organizationId} and webhook_id = ${webhookId}
        and next_at is not null and (lease_until is null or lease_until < now())
      returning id, attempt_number
    )
    insert into attempt
      (delivery_id, number, organization_id, started_at, url, http_method, request_headers, error_code, error_message, total_ms)
    select ended.id, ended.attempt_number, w.organization_id, now(), coalesce(w.url, ''), w.http_method, '{}',
      ${code}, ${FAILURE_EXPLANATIONS[code].cause}, 0
    from ended join webhook w on w.id = ${webhookId}`;
}
