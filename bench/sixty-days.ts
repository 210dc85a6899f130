import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { writeDeliveries } from "@/bench/measure/event-log-page";
import { startDatabase } from "@/bench/support/stack";
import { DAY_MS } from "@/domain/duration";
import { createDatabase } from "@/server/platform/db";
import { loadEnv } from "@/server/platform/env";
import { applyMigrations } from "@/server/platform/schema-engine";
import { DAY_TABLES } from "@/server/retention/day-tables";
import { deleteOldEventIds } from "@/server/retention/delete-old-rows";
import { dropDays } from "@/server/retention/drop-days";
import { makeDays } from "@/server/retention/make-days";

/**
 * `npm run bench:days -- --rows 100000`: writes sixty days of deliveries with moved times, so many a day, and cleans up after each
 * day as the function clean-up does. It prints the size of the tables day by day: they must level off.
 */
const { values } = parseArgs({ options: { rows: { type: "string", default: "100000" } } });
const DAYS = 60;
const { retention } = loadEnv({});

const dataDir = await mkdtemp(join(tmpdir(), "postern-days-"));
const { server, databaseUrl } = await startDatabase(dataDir);
await applyMigrations({ projectDir: process.cwd(), databaseUrl });
const db = createDatabase({ databaseUrl, poolSize: 2 });
const client = new pg.Client({ connectionString: databaseUrl });
await client.connect();
try {
  // A day passes within seconds here, so vacuum looks every second instead of every minute.
  await client.query("alter system set autovacuum_naptime = '1s'");
  await client.query("select pg_reload_conf()");
  await client.query("insert into organization (id, name, created_at) values ('org_bench', 'Bench', now() - interval '1 year')");
  await client.query(`insert into webhook (id, organization_id, name, event_name, event_type, configuration)
    values ('bench', 'org_bench', 'Bench', 'product_updated', 'product_updated', '{}')`);
  const startMs = Date.now() - DAYS * DAY_MS;
  for (let day = 0; day <= DAYS; day++) {
    const now = new Date(startMs + day * DAY_MS);
    await makeDays({ db, now });
    await writeDeliveries({
      client,
      webhookId: "bench",
      from: { ms: now.getTime(), number: day * Number(values.rows) },
      rows: Number(values.rows),
      spanMs: DAY_MS / 2,
    });
    const startedAt = performance.now();
    const dropped = await dropDays({ db, now, retention });
    await deleteOldEventIds({ db, now, retention });
    const tookMs = Math.round(performance.now() - startedAt);
    const sizes = await Promise.all([...DAY_TABLES.map(({ name }) => name), "published_event_id"].map(sizeOf));
    process.stdout.write(
      `${JSON.stringify({ day, dropped, tookMs, megabytes: Object.fromEntries(sizes), total: Math.round(sizes.reduce((sum, [, size]) => sum + size, 0)) })}\n`,
    );
  }
} finally {
  await db.$disconnect();
  await client.end();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** Returns a table's name and its size with all its partitions and indexes, in megabytes. */
async function sizeOf(name: string): Promise<[string, number]> {
  const { rows } = await client.query<{ bytes: string }>(
    "select pg_total_relation_size($1::regclass) + coalesce((select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = $1::regclass), 0) as bytes",
    [name],
  );
  return [name, Math.round(Number(rows[0]?.bytes ?? 0) / 1e5) / 10];
}
