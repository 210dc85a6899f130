import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import pg from "pg";
import { refuseUnderLiveHost } from "@/bin/start/refuse-under-live-host";
import { migrateHost } from "@/inngest/runtime/migrate-host";
import { MIGRATION_LOCK } from "@/server/installation/advisory-locks";
import { systemClock } from "@/server/platform/clock";
import { createDatabase } from "@/server/platform/db";
import { makeDays } from "@/server/retention/make-days";

/**
 * Brings the database's tables and the host's queue to this version, and makes the days ahead. Several starts at once take turns. Throws
 * one line when there is something to change while the host of another Postern lives, since that may be of a version which cannot work
 * with the change. Behind Inngest nothing tells whether there are other processes (docs/decisions/025).
 */
export async function migrateDatabase(input: { projectDir: string; databaseUrl: string; isInngestConfigured: boolean }): Promise<void> {
  const client = new pg.Client({ connectionString: input.databaseUrl });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const hasTables = await areTablesCurrent(client, input.projectDir);
    const hasQueue = await isQueueCurrent(client);
    if (!hasTables || !hasQueue) {
      if (!input.isInngestConfigured) await refuseUnderLiveHost(input.databaseUrl);
      if (!hasTables) {
        // Loaded only where there is something to do: the engine takes longer to load than all else here.
        const { applyMigrations } = await import("@/server/platform/schema-engine");
        await applyMigrations(input);
      }
      if (!hasQueue) await migrateHost(input);
    }
    const db = createDatabase({ databaseUrl: input.databaseUrl, poolSize: 1 });
    await makeDays({ db, now: systemClock.now() }).finally(() => db.$disconnect());
  } finally {
    await client.end();
  }
}

/** Checks whether every migration of this version has been applied in full. */
async function areTablesCurrent(client: pg.Client, projectDir: string): Promise<boolean> {
  const { rows: tables } = await client.query(
    "select from pg_tables where tablename = '_prisma_migrations' and schemaname = current_schema()",
  );
  if (tables.length === 0) return false;
  const { rows } = await client.query<{ name: string; isDone: boolean }>(
    `select migration_name as name, finished_at is not null as "isDone" from _prisma_migrations where rolled_back_at is null`,
  );
  if (rows.some(({ isDone }) => !isDone)) return false;
  const applied = new Set(rows.map(({ name }) => name));
  const entries = await readdir(join(projectDir, "prisma", "migrations"), { withFileTypes: true });
  return entries.every((entry) => !entry.isDirectory() || applied.has(entry.name));
}

/** Checks whether the queue has every migration that graphile-worker brings, each a numbered file of its package. */
async function isQueueCurrent(client: pg.Client): Promise<boolean> {
  const { rows: tables } = await client.query("select from pg_tables where schemaname = 'graphile_worker' and tablename = 'migrations'");
  if (tables.length === 0) return false;
  const { rows } = await client.query<{ latest: number | null }>("select max(id) as latest from graphile_worker.migrations");
  const packageDir = dirname(createRequire(import.meta.url).resolve("graphile-worker/package.json"));
  const numbers = (await readdir(join(packageDir, "sql"))).map((name) => Number.parseInt(name, 10));
  return (rows[0]?.latest ?? 0) >= Math.max(...numbers);
}
