import { Logger, runMigrations } from "graphile-worker";

/** Makes or updates the embedded host's queue (graphile-worker's own schema). It is safe to repeat, by one caller at a time. */
export async function migrateHost(input: { databaseUrl: string }): Promise<void> {
  await runMigrations({ connectionString: input.databaseUrl, logger: new Logger(() => () => undefined) });
}
