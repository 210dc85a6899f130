import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "@/server/platform/embedded-postgres";

export interface Stack {
  baseUrl: string;
  token: string;
  databaseUrl: string;
  /** The process that `npm start` runs; the web server and the host are below it. */
  startPid: number;
  stop(): Promise<void>;
}

const ORGANIZATION_ID = "org_bench";

async function findFreePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(address && typeof address === "object" ? address.port : 0));
    });
  });
}

async function waitUntilHealthy(baseUrl: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 240_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error("Postern ended while it was starting; its output is above.");
    const answer = await fetch(`${baseUrl}/api/health`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("Postern was not healthy within 240 s.");
}

/** Starts PostgreSQL and the whole production stack (built if there is no current build) on a data folder of its own. */
export async function startStack(): Promise<Stack> {
  const dataDir = await mkdtemp(join(tmpdir(), "postern-bench-"));
  const server = await startEmbeddedPostgres({ dataDir });
  const admin = new pg.Client({ connectionString: server.urlOf("postgres") });
  await admin.connect();
  await admin.query("create database postern");
  await admin.end();
  const port = await findFreePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const token = `pst_${randomBytes(24).toString("hex")}`;
  const databaseUrl = server.urlOf("postern");
  const child = spawn(process.execPath, ["--import", "tsx", "bin/start.ts"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      POSTERN_DATA_DIR: join(dataDir, "postern"),
      POSTERN_SECRET_KEY: randomBytes(32).toString("base64"),
      POSTERN_API_TOKEN: token,
      POSTERN_ORG_ID: ORGANIZATION_ID,
      POSTERN_ADMIN_PASSWORD: randomBytes(12).toString("hex"),
      POSTERN_ALLOWED_PRIVATE_NETWORKS: "127.0.0.0/8",
      LOG_LEVEL: "warn",
    },
  });
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
    await waitUntilHealthy(baseUrl, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { baseUrl, token, databaseUrl, startPid: child.pid ?? 0, stop };
}
