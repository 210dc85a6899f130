import pg from "pg";
import { migrateHost } from "@/inngest/runtime/migrate-host";
import { MIGRATION_LOCK } from "@/server/installation/advisory-locks";
import { applyMigrations } from "@/server/platform/schema-engine";

/** Brings the database's tables and the host's queue to this version. Several starts at once take turns. */
export async function migrateDatabase(input: { projectDir: string; databaseUrl: string }): Promise<void> {
  const client = new pg.Client({ connectionString: input.databaseUrl });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await applyMigrations(input);
    await migrateHost(input);
  } finally {
    await client.end();
  }
}
