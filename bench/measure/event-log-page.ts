import pg from "pg";
import type { Api } from "@/bench/support/api";
import { percentile } from "@/bench/support/statistics";
import { DAY_MS } from "@/domain/duration";
import { firstIdAt } from "@/domain/id-times";
import { createDatabase } from "@/server/platform/db";
import { DAY_TABLES } from "@/server/retention/day-tables";
import { makeDays } from "@/server/retention/make-days";

const PAGES = 200;

/** The rows that one statement writes. */
const CHUNK = 100_000;
/** The days over which the log is spread. */
const DAYS = 28;

/** Fills the log of one webhook with `rows` ended deliveries of four weeks, each with its attempt; one in fifty failed. */
export async function fillEventLog(input: { databaseUrl: string; webhookId: string; rows: number }): Promise<void> {
  const { databaseUrl, webhookId, rows } = input;
  const now = new Date();
  const startMs = now.getTime() - DAYS * DAY_MS;
  const db = createDatabase({ databaseUrl, poolSize: 1 });
  await makeDays({ db, now, from: new Date(startMs) }).finally(() => db.$disconnect());
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await writeDeliveries({ client, webhookId, rows, from: { ms: startMs, number: 0 }, spanMs: DAYS * DAY_MS });
    for (const { name } of DAY_TABLES) await client.query(`vacuum analyze ${name}`);
    // PostgreSQL would write to disk what is left in memory for many minutes, beside what is measured next.
    await client.query("checkpoint");
  } finally {
    await client.end();
  }
}

/** Writes ended deliveries of one webhook, spread over `spanMs` and numbered from `from.number`, with their events, texts and attempts. */
export async function writeDeliveries(input: {
  client: pg.Client;
  webhookId: string;
  rows: number;
  from: { ms: number; number: number };
  spanMs: number;
}): Promise<void> {
  const { client, webhookId, rows, from, spanMs } = input;
  for (let written = 0; written < rows; written += CHUNK) {
    const numbers = Array.from({ length: Math.min(CHUNK, rows - written) }, (_, index) => from.number + written + index);
    const times = numbers.map((number) => Math.floor(from.ms + ((number - from.number) / rows) * spanMs));
    const ids = numbers.map((number, index) => firstIdAt("delivery", times[index] ?? 0) + String(number).padStart(16, "0"));
    await client.query(FILL, [webhookId, numbers, ids, times]);
  }
}

const FILL = `
  with made as materialized (
    select g.n, g.id, w.id as webhook_id, w.organization_id, w.event_name, to_timestamp(g.ms / 1000.0) as at, g.n % 50 = 0 as is_failed
    from webhook w, unnest($2::int[], $3::text[], $4::bigint[]) as g(n, id, ms) where w.id = $1
  ), named as (
    insert into published_event_id (organization_id, id, created_at) select organization_id, 'evt_log' || n, at from made
  ), published as (
    insert into event_body (organization_id, id, created_at, event_name, event_type, data)
    select organization_id, 'evt_log' || n, at, event_name, event_name, json_build_object('entity', json_build_object('_id', n)) from made
  ), ended as (
    insert into ended_delivery (id, organization_id, webhook_id, event_id, event_at, message_id, event_name, source, status, metadata, size,
      created_at, attempt_number, failure_count, has_body, ended_at)
    select id, organization_id, webhook_id, 'evt_log' || n, at, 'msg_log' || n, event_name, 'event',
      (case when is_failed then 'failed' else 'succeeded' end)::delivery_status, '{"organization_id":"org_bench"}', 32, at, 1, 0, true, at
    from made
  ), bodies as (
    insert into delivery_body (delivery_id, payload)
    select id, '{"metadata":{"organization_id":"org_bench"},"entity":{"_id":"' || n || '"}}' from made
  )
  insert into recorded_attempt (delivery_id, number, organization_id, started_at, url, http_method, request_headers, status_code,
    response_headers, error_code, total_ms)
  select id, 1, organization_id, at, 'http://127.0.0.1/ok', 'POST', '{"content-type":"application/json"}',
    case when is_failed then 500 else 200 end, '{}', case when is_failed then 'HTTP_ERROR' end, 12
  from made`;

/**
 * Returns the 95th percentile, in ms, of reading a page of the log. Pages are read one after the other, alternating between all
 * deliveries and only the failed ones.
 */
export async function measureEventLogPage(input: { api: Api; webhookId: string }): Promise<number> {
  const samples: number[] = [];
  const cursors = new Map<string, object | null>();
  for (let page = 0; page < PAGES; page += 1) {
    const status = page % 2 === 0 ? undefined : "failed";
    const cursor = cursors.get(String(status));
    const options = { limit: 25, ...(status ? { status } : {}), ...(cursor ? { cursor } : {}) };
    const startedAt = performance.now();
    const { next_cursor } = await input.api.listDeliveries(input.webhookId, options);
    samples.push(performance.now() - startedAt);
    cursors.set(String(status), next_cursor);
  }
  return percentile(samples, 0.95);
}
