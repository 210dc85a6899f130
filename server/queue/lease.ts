import { SYNCHRONOUS_TIMEOUT_MS } from "@/domain/retry/synchronous-retries";
import { Prisma } from "@/prisma/generated/client";

/** The time that a claim holds after the attempt's deadline: time to record the outcome while the database is being restarted. */
export const LEASE_GRACE_MS = 60_000;

/**
 * The time after which an unclaimed synchronous trigger counts as abandoned by its process. It is longer than any wait between
 * two attempts.
 */
export const ABANDONED_AFTER = Prisma.sql`interval '60 seconds'`;

/**
 * Returns the milliseconds of an attempt of the delivery `row` to the webhook `w`, which may be absent. Where an automation waits for the
 * answer they are those of every synchronous call.
 */
export function timeoutMsOf(row: "c" | "d"): Prisma.Sql {
  return Prisma.sql`(case when ${Prisma.raw(row)}.source = 'sync_automation' then ${Prisma.raw(String(SYNCHRONOUS_TIMEOUT_MS))}
    else coalesce(w.claim_timeout_seconds, 0) * 1000 end)`;
}

/** The interval for which a claim of the delivery `d` to the webhook `w` holds; `w` may be absent. */
export const LEASE = Prisma.sql`(${timeoutMsOf("d")} + ${LEASE_GRACE_MS}) * interval '1 millisecond'`;

/**
 * Returns the statement that records the attempts of a process that stopped before it recorded an outcome. `from` names a part of
 * the surrounding `with` that has the deliveries' id, attempt_number, lease_owner and lease_until as they were. Such an attempt
 * is no fault of the endpoint, so it is not counted in failure_count.
 */
export function insertLostAttempts(from: "chosen" | "freed"): Prisma.Sql {
  return Prisma.sql`
    insert into recorded_attempt
      (delivery_id, number, organization_id, started_at, url, http_method, request_headers, error_code, error_message, total_ms)
    select d.id, lost.attempt_number, d.organization_id, coalesce(lost.lease_until - ${LEASE}, now()),
      coalesce(w.url, ''), w.http_method::http_method, '{}', 'INTERNAL_ERROR',
      'The process that made this attempt stopped before it recorded an answer. The endpoint may have got the request; it is sent again.', 0
    from ${Prisma.raw(from)} lost
    cross join lateral (select id, organization_id, webhook_id, source from queued_delivery where id = lost.id limit 1) d
    join webhook w on w.id = d.webhook_id
    where lost.lease_owner is not null
    on conflict do nothing`;
}
