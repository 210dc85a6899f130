import { readdir } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { migrateHost } from "@/inngest/runtime/migrate-host";
import { MIGRATION_LOCK } from "@/server/installation/advisory-locks";

/** Brings the database's tables and the host's queue to this version. Several starts at once take turns. */
export async function migrateDatabase(input: { projectDir: string; databaseUrl: string }): Promise<void> {
  const client = new pg.Client({ connectionString: input.databaseUrl });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    if (!(await isUpToDate(client, input.projectDir))) {
      // Loaded only where there is something to do: the engine takes longer to load than all else here.
      const { applyMigrations } = await import("@/server/platform/schema-engine");
      await applyMigrations(input);
    }
    await migrateHost(input);
  } finally {
    await client.end();
  }
}

/** Checks whether every migration of this version has been applied in full. */
async function isUpToDate(client: pg.Client, projectDir: string): Promise<boolean> {
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
