import { type EventSlot, startOf } from "@/bin/demo-data/plan-events";
import { REDACTED } from "@/domain/redacted";
import { RETRY_STEPS_MS } from "@/domain/retry/retry-schedule";
import { version } from "@/package.json";
import { ACCEPTED_ENCODINGS } from "@/server/egress/content-decoder";
import type { Transaction } from "@/server/platform/db";

/** The body of every answer that accepts a delivery. */
const RECEIVED = '{"received":true}';
const USER_AGENT = `Postern/${version}`;

/** The starts of a delivery's attempts, in milliseconds after it was made. */
const ATTEMPT_STARTS_MS = [0, ...RETRY_STEPS_MS].map(
  (_, index, all) => 40 + all.slice(0, index + 1).reduce((sum, stepMs) => sum + stepMs, 0),
);

/**
 * Writes the planned events, a delivery for each webhook that listens, and the attempts that each delivery has had by `now`. All chances
 * are drawn from hashes of the seed. Call it after `stageDemo`, in the same transaction, with some ten thousand rows at a time.
 */
export async function insertDeliveries(input: {
  tx: Transaction;
  organizationId: string;
  seed: number;
  now: Date;
  slots: readonly EventSlot[];
}): Promise<void> {
  const { tx, organizationId, seed, now, slots } = input;
  const nowMs = now.getTime();
  await tx.$executeRaw`
    with drawn as materialized (
      select s.type_no, s.hour, d.draw, s.start_ms + floor(pg_temp.demo_unit(d.draw, 0) * 3600000)::bigint as ms
      from unnest(
        ${slots.map(({ typeIndex }) => typeIndex)}::int[], ${slots.map(({ hour }) => hour)}::int[],
        ${slots.map(({ hour }) => startOf(now, hour).getTime())}::bigint[], ${slots.map(({ count }) => count)}::int[]
      ) as s(type_no, hour, start_ms, count)
      cross join generate_series(1, s.count) n
      cross join lateral (select md5(concat_ws(':', ${seed}::int, s.type_no, s.hour, n)) as draw) d
    ), happened as materialized (
      select t.*, d.hour, d.ms, to_timestamp(d.ms / 1000.0) as at, d.draw, 'evt_' || pg_temp.demo_ulid(d.ms, d.draw) as event_id,
        replace(r.body, '%ID%', d.draw::uuid::text) as body, replace(r.transformed, '%ID%', d.draw::uuid::text) as transformed
      from drawn d
      join demo_type t using (type_no)
      join demo_record r on r.type_no = d.type_no and r.record_no = floor(pg_temp.demo_unit(d.draw, 1) * t.records)::int
    ), published as (
      insert into event_body (organization_id, id, created_at, event_name, event_type, data)
      select ${organizationId}, event_id, at, name, name, ('{"' || content_key || '":' || body || '}')::json from happened
    ), named as (
      insert into published_event_id (organization_id, id, created_at) select ${organizationId}, event_id, at from happened
    ), aimed as materialized (
      select h.ms, h.at, h.event_id, h.name as event_name, h.body, h.transformed, w.*, s.is_circuit_open, s.failing, s.recovering,
        coalesce(s.skipped, case when w.has_transform and h.transformed is null then 'TRANSFORM_GAVE_NOTHING' end) as skipped,
        f.name as fault, f.code, f."statusCode" as fault_status, f.message, f.body as answer, f."durationMs" as fault_ms, f."isRetryable" as is_retryable,
        md5(h.draw || w.webhook_no) as draw
      from happened h
      join demo_webhook w on w.type_no = h.type_no
      join demo_spell s on s.webhook_no = w.webhook_no and s.hour = h.hour
      join demo_fault f on f.name = s.fault
    ), planned as (
      select *, case
          when skipped is not null or is_circuit_open then 0
          when pg_temp.demo_unit(draw, 0) < failing then case when is_retryable then 1 + max_retries else 1 end
          when pg_temp.demo_unit(draw, 0) < failing + recovering
            then least(1 + max_retries, case when pg_temp.demo_unit(draw, 1) < 0.8 then 2 else 3 end)
          else 1 end as attempts,
        pg_temp.demo_unit(draw, 0) < failing as is_failing
      from aimed
    ), fated as materialized (
      select p.*, made.count as made,
        (case when skipped is not null then 'skipped' when is_circuit_open or made.count < attempts then 'in_progress'
          when is_failing then 'failed' else 'succeeded' end)::delivery_status as status
      from planned p cross join lateral (
        select count(*)::int as count from unnest(${ATTEMPT_STARTS_MS}::bigint[]) with ordinality as step(ms, number)
        where step.number <= p.attempts and p.ms + step.ms <= ${nowMs}::bigint
      ) made
    ), addressed as materialized (
      select fated.*, 'dlv_' || pg_temp.demo_ulid(ms, own.draw) as id, 'msg_' || pg_temp.demo_ulid(ms, reverse(own.draw)) as message_id,
        '{"organization_id":' || to_json(${organizationId}::text) || ',"action":' || to_json(event_name) || ',"creation_timestamp":"'
          || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","webhook_id":' || to_json(webhook_id)
          || ',"webhook_name":' || to_json(name) || ',"correlation_id":"' || event_id || '"}' as metadata
      from fated
      -- What has the same seed in another organization has other ids.
      cross join lateral (select md5(fated.draw || ${organizationId}) as draw) own
    ), built as materialized (
      select *, case when format = 'event_object' then '{"eventType":' || to_json(event_name) || ',"data":' || body || '}'
        else '{"metadata":' || metadata || ',"entity":' || body || '}' end as original
      from addressed
    ), made_up as materialized (
      select *, made - (status = 'succeeded')::int as failures, octet_length(metadata) + octet_length(body) as size,
        to_timestamp((ms + coalesce((${ATTEMPT_STARTS_MS}::bigint[])[made], 0) + median_ms) / 1000.0) as ended_at,
        case when made = 0 or status = 'skipped' then null when has_transform then transformed else original end as payload,
        case when has_transform and not (is_circuit_open or skipped like 'WEBHOOK_%') then original end as original_payload
      from built
    ), queued as (
      insert into queued_delivery (id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, metadata, size, payload,
        original_payload, created_at, next_at, attempt_number, failure_count, held)
      select id, ${organizationId}, webhook_id, event_id, at, message_id, event_name, 'event', metadata::json, size, payload, original_payload, at,
        case when is_circuit_open then at else to_timestamp((ms + (${ATTEMPT_STARTS_MS}::bigint[])[made + 1]) / 1000.0) end,
        made, failures, is_circuit_open
      from made_up where status = 'in_progress'
    ), ended as (
      insert into ended_delivery (id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, status, metadata, size,
        created_at, attempt_number, failure_count, has_body, ended_at)
      select id, ${organizationId}, webhook_id, event_id, at, message_id, event_name, 'event', status, metadata::json, size, at, made, failures,
        payload is not null or original_payload is not null, ended_at
      from made_up where status in ('succeeded', 'failed')
    ), skipped as (
      insert into skipped_delivery (id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, skip_reason, metadata, size,
        created_at, attempt_number, has_body, ended_at)
      select id, ${organizationId}, webhook_id, event_id, at, message_id, event_name, 'event', skipped, metadata::json, size, at, made,
        original_payload is not null, ended_at
      from made_up where status = 'skipped'
    ), bodies as (
      insert into delivery_body (delivery_id, payload, original_payload)
      select id, payload, original_payload from made_up
      where status <> 'in_progress' and (payload is not null or original_payload is not null)
    ), answered as (
      insert into attempt_body (delivery_id, number, response_body)
      select id, number, case when is_success then ${RECEIVED} else answer end
      from made_up cross join generate_series(1, made) number cross join lateral (select status = 'succeeded' and number = made as is_success) it
      where is_success or fault_status is not null and answer <> ''
    )
    insert into recorded_attempt (delivery_id, number, organization_id, started_at, url, http_method, request_headers, status_code, response_headers,
      has_body, error_code, error_message, remote_address, dns_ms, connect_ms, tls_ms, first_byte_ms, total_ms)
    select id, number, ${organizationId}, to_timestamp(start.ms / 1000.0), url, method::http_method,
      case when fault_ms = 0 and not is_success then '{}' else
        '{"accept":"*/*","accept-encoding":"' || ${ACCEPTED_ENCODINGS} || '","content-type":"application/json","user-agent":"' || ${USER_AGENT} || '","webhook-id":"' || message_id || '","webhook-timestamp":"' || start.ms / 1000
        || '","webhook-signature":"v1a,' || translate(encode(sha512(chance::bytea), 'base64'), E'\n', '') || ' v1,' || encode(sha256(chance::bytea), 'base64') || '"'
        || coalesce(',' || to_json(auth_header) || ${`:"${REDACTED}"`}, '') || '}' end::json,
      case when is_success then 200 else fault_status end,
      case when is_success or fault_status is not null then '{"content-type":"application/json"}'::json end,
      is_success or fault_status is not null and coalesce(answer, '') <> '',
      case when not is_success then code end, case when not is_success then message end,
      case when is_success or fault_status is not null then '203.0.113.' || (10 + webhook_no) end,
      case when is_new then 1 + 6 * pg_temp.demo_unit(chance, 2) end, case when is_new then 9 + 8 * pg_temp.demo_unit(chance, 2) end,
      case when is_new then 14 + 12 * pg_temp.demo_unit(chance, 2) end,
      case when is_success or fault_status is not null then took.ms * 0.96 end, took.ms
    from built
    cross join generate_series(1, made) number
    cross join lateral (select built.ms + (${ATTEMPT_STARTS_MS}::bigint[])[number] as ms) start
    cross join lateral (select status = 'succeeded' and number = made as is_success, md5(draw || number) as chance) it
    cross join lateral (select pg_temp.demo_unit(chance, 3) < 0.08 and (is_success or fault_status is not null) as is_new) connection
    cross join lateral (select sqrt(-2 * ln(1 - pg_temp.demo_unit(chance, 0))) * cos(2 * pi() * pg_temp.demo_unit(chance, 1)) as deviation) normal
    cross join lateral (select coalesce(case when not is_success then fault_ms end, median_ms * exp(0.38 * deviation)) + case when is_new then 30 else 0 end as ms) took`;
}
