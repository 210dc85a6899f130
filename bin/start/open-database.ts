import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { startEmbeddedPostgres } from "@/server/platform/embedded-postgres";

export interface OpenedDatabase {
  databaseUrl: string;
  /** Rejects when the embedded server has ended by itself. It never does for the operator's own database, which may come back. */
  failed: Promise<never>;
  /** Stops the server that was started for it. Does nothing for the operator's own database. */
  close(): Promise<void>;
}

const DATABASE_NAME = "postern";
const RECOVERY_MS = 5_000;

async function query(databaseUrl: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await client.query(statement);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Returns the database to use: the given one, once it has answered, or else the embedded PostgreSQL of the data folder, started or adopted.
 * Throws one line that says what to do when there is none.
 */
export async function openDatabase(input: { databaseUrl: string | undefined; dataDir: string }): Promise<OpenedDatabase> {
  const { databaseUrl } = input;
  if (databaseUrl) {
    await query(databaseUrl, "select 1").catch((error) => {
      const { hostname, port, pathname } = new URL(databaseUrl);
      throw new Error(
        `DATABASE_URL: the database ${pathname.slice(1)} at ${hostname}:${port || 5432} does not answer: ${error.message || error.code}.`,
      );
    });
    return { databaseUrl, failed: new Promise(() => undefined), close: async () => undefined };
  }
  const server = await startEmbeddedPostgres({ dataDir: input.dataDir });
  const { rowCount } = await query(server.urlOf("postgres"), `select 1 from pg_database where datname = '${DATABASE_NAME}'`);
  if (rowCount === 0) await query(server.urlOf("postgres"), `create database ${DATABASE_NAME}`);
  const failed = watch(server.urlOf(DATABASE_NAME), join(input.dataDir, "postgres", "server.log"));
  failed.catch(() => undefined);
  return { databaseUrl: server.urlOf(DATABASE_NAME), failed, close: () => server.stop() };
}

/**
 * Keeps a connection, and makes a new one when it is lost, because PostgreSQL ends all of them when one crashes. Throws when it cannot make
 * one.
 */
async function watch(databaseUrl: string, logPath: string): Promise<never> {
  for (let seenAtMs = Date.now(); Date.now() - seenAtMs < RECOVERY_MS; await sleep(500)) {
    const client = new pg.Client({ connectionString: databaseUrl });
    const lost = new Promise<void>((resolve) => {
      client.on("error", () => resolve());
      client.on("end", () => resolve());
    });
    const isConnected = await client.connect().then(
      () => true,
      () => false,
    );
    if (!isConnected) continue;
    await lost;
    seenAtMs = Date.now();
  }
  throw new Error(`The embedded PostgreSQL has ended by itself. Its log is ${logPath}.`);
}
