import pg from "pg";
import type { Api } from "@/bench/support/api";
import { percentile } from "@/bench/support/statistics";

const PAGES = 200;

/** Fills the log of one webhook with `rows` ended deliveries, each with its attempt; one in fifty failed. */
export async function fillEventLog(input: { databaseUrl: string; webhookId: string; rows: number }): Promise<void> {
  const client = new pg.Client({ connectionString: input.databaseUrl });
  await client.connect();
  try {
    const chunk = 100_000;
    for (let from = 0; from < input.rows; from += chunk) {
      const to = Math.min(from + chunk, input.rows) - 1;
      await client.query(FILL_DELIVERIES, [input.webhookId, from, to, input.rows]);
      await client.query(FILL_ATTEMPTS, [from, to, input.rows]);
    }
    await client.query("vacuum analyze delivery");
    await client.query("vacuum analyze attempt");
  } finally {
    await client.end();
  }
}

const FILL_DELIVERIES = `
  insert into delivery (id, organization_id, webhook_id, event_id, message_id, event_name, source, status, metadata, payload,
                        created_at, attempt_number, ended_at)
  select 'dlv_log' || lpad(n::text, 12, '0'), w.organization_id, w.id, 'evt_log' || n, 'msg_log' || n, w.event_name, 'event',
         (case when n % 50 = 0 then 'failed' else 'succeeded' end)::delivery_status,
         '{"organization_id":"org_bench"}', '{"metadata":{"organization_id":"org_bench"},"entity":{"_id":"' || n || '"}}',
         at, 1, at
  from webhook w, generate_series($2::int, $3::int) n,
       lateral (select now() - make_interval(secs => ($4::int - n) * 0.6)) as t(at)
  where w.id = $1`;

const FILL_ATTEMPTS = `
  insert into attempt (delivery_id, number, organization_id, started_at, url, http_method, request_headers, status_code, response_headers,
                       response_body, error_code, total_ms)
  select 'dlv_log' || lpad(n::text, 12, '0'), 1, 'org_bench', now() - make_interval(secs => ($3::int - n) * 0.6), 'http://127.0.0.1/ok', 'POST',
         '{"content-type":"application/json"}', case when n % 50 = 0 then 500 else 200 end, '{}', '',
         case when n % 50 = 0 then 'HTTP_ERROR' end, 12
  from generate_series($1::int, $2::int) n`;

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
