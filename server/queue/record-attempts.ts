import { Prisma } from "@/prisma/generated/client";
import type { Database } from "@/server/platform/db";
import { PREPARED } from "@/server/platform/prepared-statements";
import { jsonLine, sqlLines } from "@/server/platform/sql-lines";
import type { AttemptOutcome } from "@/server/queue/attempt-delivery";
import { INSERT_BODIES, INSERT_ENDED, INSERT_SKIPPED, LEAVING } from "@/server/queue/leave-queue";

/** The change of a delivery. `nextMs` is the time until it is due again, in milliseconds; null ends it, and it leaves the queue. */
interface DeliveryChange {
  status: "in_progress" | "succeeded" | "failed" | "skipped";
  nextMs: number | null;
  failures: 0 | 1;
}

const HAS_ANSWER = Prisma.sql`coalesce(response_body, '') <> ''`;

/**
 * Writes attempts and their outcomes in one statement. A delivery that has ended goes from the queue into history. An outcome
 * counts only while the delivery is still claimed by `ownerId` under the same number (docs/architecture.md "Lease and fence"): a
 * late attempt whose lease has lapsed changes nothing and leaves no row. It may safely be repeated when it is not known whether it
 * succeeded.
 *
 * A success also shows that the endpoint works: it closes a circuit breaker that was open or had counted failures.
 *
 * Returns the number of outcomes that counted, the time at which the earliest of their deliveries is due again (null when none
 * is), and whether a circuit breaker was closed.
 */
export async function recordAttempts(input: {
  db: Database;
  ownerId: string;
  outcomes: readonly AttemptOutcome[];
}): Promise<{ recorded: number; nextAt: Date | null; isCircuitClosed: boolean }> {
  const rows = input.outcomes.map(toRow);
  const isOwn = Prisma.sql`d.id = o.delivery_id and d.organization_id = o.organization_id
        and d.attempt_number = o.number and d.lease_owner = ${input.ownerId}`;
  const working = new Set(rows.flatMap(({ type, claim }) => (type === "delivered" ? [claim.webhookId] : [])));
  const [written] = await input.db.$queryRaw<[{ recorded: number; next_ms: number | null; is_circuit_closed: boolean }]>`${PREPARED}
    with outcome as materialized (
      select delivery_id, organization_id, number, status::delivery_status, next_ms, failures, payload, original_payload, skip_reason, started_at, url #>> '{}' as url,
        http_method::http_method, nullif(webhook_version, 0) as webhook_version, request_headers::json, status_code, response_headers::json, response_body #>> '{}' as response_body,
        response_cut, error_code, error_message #>> '{}' as error_message, remote_address, dns_ms, connect_ms, tls_ms, first_byte_ms, total_ms
      from unnest(
        ${sqlLines(rows.map(({ claim }) => claim.id))},
        ${sqlLines(rows.map(({ claim }) => claim.organizationId))},
        ${sqlLines(rows.map(({ claim }) => claim.attemptNumber))}::int[],
        ${sqlLines(rows.map(({ change }) => change.status))},
        ${sqlLines(rows.map(({ change }) => change.nextMs))}::float8[],
        ${sqlLines(rows.map(({ change }) => change.failures))}::int[],
        ${sqlLines(rows.map(({ claim, payload }) => (claim.payload === null ? payload : null)))},
        ${sqlLines(rows.map(({ claim, originalPayload }) => (claim.payload === null ? originalPayload : null)))},
        ${sqlLines(rows.map((row) => (row.type === "skipped" ? jsonLine(row.reason) : null)))}::json[],
        ${sqlLines(rows.map(({ attempt }) => attempt.startedAt.toISOString()))}::timestamptz[],
        ${sqlLines(rows.map(({ attempt }) => jsonLine(attempt.url)))}::json[],
        ${sqlLines(rows.map(({ attempt }) => attempt.httpMethod))},
        ${sqlLines(rows.map(({ attempt }) => attempt.webhookVersion))}::int[],
        ${sqlLines(rows.map(({ attempt }) => JSON.stringify(attempt.requestHeaders)))},
        ${sqlLines(rows.map(({ answer }) => answer?.statusCode))}::int[],
        ${sqlLines(rows.map(({ answer }) => answer && JSON.stringify(answer.headers)))},
        ${sqlLines(rows.map(({ answer }) => jsonLine(answer?.body)))}::json[],
        ${sqlLines(rows.map(({ answer }) => answer !== null && answer.cut !== null))}::bool[],
        ${sqlLines(rows.map(({ attempt }) => attempt.error?.code))},
        ${sqlLines(rows.map(({ attempt }) => jsonLine(messageOf(attempt))))}::json[],
        ${sqlLines(rows.map(({ attempt }) => attempt.result.remoteAddress))},
        ${sqlLines(rows.map(({ timings }) => timings.dnsMs))}::float4[],
        ${sqlLines(rows.map(({ timings }) => timings.connectMs))}::float4[],
        ${sqlLines(rows.map(({ timings }) => timings.tlsMs))}::float4[],
        ${sqlLines(rows.map(({ timings }) => timings.firstByteMs))}::float4[],
        ${sqlLines(rows.map(({ timings }) => timings.totalMs))}::float4[]
      ) as o(delivery_id, organization_id, number, status, next_ms, failures, payload, original_payload, skip_reason, started_at, url, http_method, webhook_version, request_headers,
        status_code, response_headers, response_body, response_cut, error_code, error_message, remote_address,
        dns_ms, connect_ms, tls_ms, first_byte_ms, total_ms)
    ), changed as (
      update queued_delivery d
      set payload = coalesce(d.payload, o.payload), original_payload = coalesce(o.original_payload, d.original_payload),
        failure_count = d.failure_count + o.failures, next_at = now() + o.next_ms * interval '1 millisecond',
        lease_owner = null, lease_until = null
      from outcome o
      where ${isOwn} and o.next_ms is not null
      returning d.id, d.next_at
    ), ended as (
      delete from queued_delivery d using outcome o
      where ${isOwn} and o.next_ms is null
      returning ${LEAVING}, d.attempt_number, d.failure_count + o.failures as failure_count, o.status, o.skip_reason #>> '{}' as skip_reason,
        coalesce(d.payload, o.payload) as payload, coalesce(o.original_payload, d.original_payload) as original_payload
    ), kept as (
      ${INSERT_ENDED}
    ), skipped as (
      ${INSERT_SKIPPED}
    ), bodies as (
      ${INSERT_BODIES}
    ), counted as (
      select id from changed union all select id from ended
    ), attempted as not materialized (
      select * from outcome where status <> 'skipped' and delivery_id in (select id from counted)
    ), written as (
      insert into recorded_attempt (delivery_id, number, organization_id, started_at, url, http_method, webhook_version, request_headers, status_code,
        response_headers, has_body, response_cut, error_code, error_message, remote_address,
        dns_ms, connect_ms, tls_ms, first_byte_ms, total_ms)
      select delivery_id, number, organization_id, started_at, url, http_method, webhook_version, request_headers, status_code,
        response_headers, ${HAS_ANSWER}, response_cut, error_code, error_message, remote_address,
        dns_ms, connect_ms, tls_ms, first_byte_ms, total_ms
      from attempted
      on conflict do nothing
    ), answered as (
      insert into attempt_body (delivery_id, number, response_body)
      select delivery_id, number, response_body from attempted where ${HAS_ANSWER}
      on conflict do nothing
    ), troubled as materialized (
      select webhook_id from lane
      where webhook_id = any(${[...working]}::text[]) and (failing_since is not null or circuit_open_until is not null)
      order by webhook_id
      for update
    ), opened as (
      update lane
      set failures = 0, probes = 0, circuit_open_until = null, failing_since = null, next_at = case when holds then now() else next_at end
      from troubled where lane.webhook_id = troubled.webhook_id
      returning lane.holds
    )
    select (select count(*) from counted)::int as recorded,
      (select extract(epoch from min(next_at)) * 1000 from changed)::float8 as next_ms,
      exists (select 1 from opened where holds) as is_circuit_closed`;
  return {
    recorded: written.recorded,
    isCircuitClosed: written.is_circuit_closed,
    nextAt: written.next_ms === null ? null : new Date(Math.ceil(written.next_ms)),
  };
}

function toRow(outcome: AttemptOutcome) {
  const { result } = outcome.attempt;
  return { ...outcome, change: changeOf(outcome), answer: result.type === "answer" ? result : null, timings: result.timings };
}

function messageOf({ error, note }: AttemptOutcome["attempt"]): string | null {
  return error && note ? `${error.message} ${note}` : (error?.message ?? note);
}

function changeOf(outcome: AttemptOutcome): DeliveryChange {
  switch (outcome.type) {
    case "delivered":
      return { status: "succeeded", nextMs: null, failures: 0 };
    case "retry":
      return { status: "in_progress", nextMs: outcome.retryMs, failures: 1 };
    case "exhausted":
    case "blocked":
      return { status: "failed", nextMs: null, failures: 1 };
    case "skipped":
      return { status: "skipped", nextMs: null, failures: 0 };
    case "released":
      return { status: "in_progress", nextMs: 0, failures: 0 };
  }
}
