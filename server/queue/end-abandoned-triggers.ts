import type { Database } from "@/server/platform/db";
import { ABANDONED_AFTER } from "@/server/queue/lease";
import { INSERT_BODIES, INSERT_ENDED, LEAVING } from "@/server/queue/leave-queue";

const MAX_ROWS = 1_000;

/**
 * Ends synchronous triggers whose process stopped while their callers waited. They fail and are not sent late, because no caller
 * waits any more. An attempt that was under way is recorded. Returns the number of ended triggers. It is for the sweep.
 */
export async function endAbandonedTriggers({ db }: { db: Database }): Promise<number> {
  const [row] = await db.$queryRaw<[{ count: number }]>`
    with abandoned as materialized (
      select id from queued_delivery
      where source = 'sync_trigger' and next_at < now() - ${ABANDONED_AFTER} and (lease_until is null or lease_until < now())
      limit ${MAX_ROWS}
      for update skip locked
    ), ended as (
      delete from queued_delivery d using abandoned where d.id = abandoned.id
      returning ${LEAVING}, d.attempt_number, d.failure_count, 'failed'::delivery_status as status, d.payload, d.original_payload,
        d.lease_owner as owner, d.next_at as started_at
    ), kept as (
      ${INSERT_ENDED}
    ), bodies as (
      ${INSERT_BODIES}
    ), lost as (
      insert into recorded_attempt
        (delivery_id, number, organization_id, started_at, url, http_method, request_headers, error_code, error_message, total_ms)
      select e.id, e.attempt_number, e.organization_id, e.started_at, coalesce(w.url, ''), w.http_method::http_method, '{}', 'INTERNAL_ERROR',
        'The process whose caller waited for this stopped before it recorded an answer. The endpoint may have got the request; it is not sent again.', 0
      from ended e join webhook w on w.id = e.webhook_id
      where e.owner is not null
      on conflict do nothing
    )
    select count(*)::int as count from ended`;
  return row.count;
}
