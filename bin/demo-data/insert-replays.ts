import { DEMO_HOURS } from "@/bin/demo-data/plan-events";
import type { MadeWebhook } from "@/bin/demo-data/stage-demo";
import { HOUR_MS } from "@/domain/duration";
import { newId } from "@/domain/ids";
import type { Transaction } from "@/server/platform/db";

/**
 * Replays `count` deliveries that had failed, all of them with success: by hand or, with `isJob`, as one paced job that begins at `at`.
 * Call it after `insertDeliveries`, in the same transaction. Returns how many there were to replay.
 */
export async function insertReplays(input: {
  tx: Transaction;
  organizationId: string;
  webhook: MadeWebhook;
  count: number;
  at: Date;
  isJob: boolean;
}): Promise<number> {
  const { tx, organizationId, webhook, count, at, isJob } = input;
  const jobId = isJob ? newId("replayJob") : null;
  const from = new Date(at.getTime() - DEMO_HOURS * HOUR_MS);
  const written = await tx.$executeRaw`
    with original as materialized (
      select *, row_number() over (order by created_at, id) as place
      from (
        select * from delivery
        where organization_id = ${organizationId} and webhook_id = ${webhook.id} and status = 'failed' and created_at < ${at} and replay_of is null
        order by created_at desc limit ${count}
      ) d
    ), replayed as materialized (
      select o.*, made.ms, 'dlv_' || pg_temp.demo_ulid(made.ms, md5(o.id)) as new_id
      from original o cross join lateral (select (extract(epoch from ${at}::timestamptz) * 1000 + place * 100)::bigint as ms) made
    ), ended as (
      insert into ended_delivery (id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, status, replay_of,
        replay_job_id, metadata, size, created_at, attempt_number, failure_count, has_body, ended_at)
      select new_id, organization_id, webhook_id, event_id, event_at, message_id, event_name, 'replay', 'succeeded', id,
        ${jobId}, metadata, size, to_timestamp(ms / 1000.0), 1, 0, true, to_timestamp((ms + 300) / 1000.0)
      from replayed
    ), bodies as (
      insert into delivery_body (delivery_id, payload, original_payload) select new_id, payload, original_payload from replayed
    ), answered as (
      insert into attempt_body (delivery_id, number, response_body) select new_id, 1, '{"received":true}' from replayed
    )
    insert into recorded_attempt (delivery_id, number, organization_id, started_at, url, http_method, request_headers, status_code,
      response_headers, has_body, remote_address, first_byte_ms, total_ms)
    select new_id, 1, r.organization_id, to_timestamp((r.ms + 40) / 1000.0), a.url, a.http_method, a.request_headers, 200,
      '{"content-type":"application/json"}', true, a.remote_address, took.ms * 0.96, took.ms
    from replayed r
    join attempt a on a.delivery_id = r.id and a.number = 1
    cross join lateral (select ${webhook.sample.medianMs}::float8 * (0.7 + 0.8 * pg_temp.demo_unit(md5(place::text), 0)) as ms) took`;
  if (jobId !== null) {
    const endedAt = new Date(at.getTime() + written * 100);
    await tx.replayJob.create({
      data: {
        ...{
          id: jobId,
          organizationId,
          webhookId: webhook.id,
          state: "completed",
          deliveryStatus: "failed",
          publishedFrom: from,
          publishedTo: at,
        },
        ...{ ratePerSecond: 10, total: written, replayed: written, pacedAt: endedAt, beatAt: endedAt, createdAt: at, endedAt },
      },
    });
  }
  return written;
}
