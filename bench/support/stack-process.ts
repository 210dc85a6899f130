import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, openSync } from "node:fs";
import { createServer } from "node:net";

/** The settings that the starts of a stack share: with the same settings a start finds the same data. */
export interface StackSettings {
  baseUrl: string;
  token: string;
  env: Record<string, string>;
}

export function makeStackSettings(input: { databaseUrl: string; dataDir: string; port: number }): StackSettings {
  const token = `pst_${randomBytes(24).toString("hex")}`;
  return {
    baseUrl: `http://127.0.0.1:${input.port}`,
    token,
    env: {
      PORT: String(input.port),
      DATABASE_URL: input.databaseUrl,
      POSTERN_DATA_DIR: input.dataDir,
      POSTERN_SECRET_KEY: randomBytes(32).toString("base64"),
      POSTERN_API_TOKEN: token,
      POSTERN_ORG_ID: "org_bench",
      POSTERN_ADMIN_PASSWORD: randomBytes(12).toString("hex"),
      POSTERN_ALLOWED_PRIVATE_NETWORKS: "127.0.0.0/8",
      LOG_LEVEL: "warn",
    },
  };
}

export async function findFreePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(address && typeof address === "object" ? address.port : 0));
    });
  });
}

/** Runs `npm start` without npm. Its log is shown, or written to the given file. */
export function spawnStack(settings: StackSettings, logPath?: string): ChildProcess {
  const log = logPath === undefined ? "inherit" : openSync(logPath, "w");
  const child = spawn(process.execPath, ["--import", "tsx", "bin/start.ts"], {
    stdio: ["ignore", "ignore", log],
    env: { ...process.env, ...settings.env },
  });
  if (typeof log === "number") closeSync(log);
  return child;
}

export async function waitUntilHealthy(baseUrl: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 240_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error("Postern ended while it was starting.");
    const answer = await fetch(`${baseUrl}/api/health`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("Postern was not healthy within 240 s.");
}
