import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { findFreePort, makeStackSettings, spawnStack, waitUntilHealthy } from "@/bench/support/stack-process";
import { startEmbeddedPostgres } from "@/server/platform/embedded-postgres";

export interface Stack {
  baseUrl: string;
  token: string;
  databaseUrl: string;
  /** The process that `npm start` runs; the web server and the host are below it. */
  startPid: number;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL of its own in `dataDir`, with an empty database. */
export async function startDatabase(dataDir: string) {
  const server = await startEmbeddedPostgres({ dataDir });
  const admin = new pg.Client({ connectionString: server.urlOf("postgres") });
  await admin.connect();
  await admin.query("create database postern");
  await admin.end();
  return { server, databaseUrl: server.urlOf("postern") };
}

/** Starts PostgreSQL and the whole production stack (built if there is no current build) on a data folder of its own. */
export async function startStack(): Promise<Stack> {
  const dataDir = await mkdtemp(join(tmpdir(), "postern-bench-"));
  const { server, databaseUrl } = await startDatabase(dataDir);
  const settings = makeStackSettings({ databaseUrl, dataDir: join(dataDir, "postern"), port: await findFreePort() });
  const child = spawnStack(settings);
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    }
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await waitUntilHealthy(settings.baseUrl, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { baseUrl: settings.baseUrl, token: settings.token, databaseUrl, startPid: child.pid ?? 0, stop };
}
