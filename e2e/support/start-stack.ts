import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { startOidcProvider } from "@/e2e/support/start-oidc-provider";

const STARTED = "Postern is running";
/** The first start builds the web server, which takes longer. */
export const START_TIMEOUT_MS = 420_000;
const STOP_TIMEOUT_MS = 30_000;

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("No free port was found.");
  return address.port;
}

/** Starts all of Postern as `npm start` does, and passes its address and credentials to the tests of this process in E2E_ variables. */
export async function startStack(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "postern-e2e-"));
  const port = await findFreePort();
  const admin = { email: "ada@example.com", password: randomBytes(12).toString("base64url") };
  const token = `pst_${randomBytes(32).toString("base64url")}`;
  const oidc = await startOidcProvider({ redirectUri: `http://127.0.0.1:${port}/api/auth/callback/oidc` });
  const child = spawn(process.execPath, ["--import", "tsx", "bin/start.ts"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_ENV: "development",
      DATABASE_URL: "",
      POSTERN_PUBLIC_URL: "",
      POSTERN_SECRET_KEY: "",
      HOST: "127.0.0.1",
      PORT: String(port),
      POSTERN_DATA_DIR: dataDir,
      POSTERN_ADMIN_EMAIL: admin.email,
      POSTERN_ADMIN_PASSWORD: admin.password,
      POSTERN_API_TOKEN: token,
      POSTERN_ALLOWED_PRIVATE_NETWORKS: "127.0.0.0/8",
      AUTH_OIDC_ISSUER: oidc.issuer,
      AUTH_OIDC_CLIENT_ID: oidc.clientId,
      AUTH_OIDC_CLIENT_SECRET: oidc.clientSecret,
    },
  });
  const ended = once(child, "exit");
  const output: string[] = [];
  const started = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output.push(chunk.toString());
        if (output.join("").includes(STARTED)) resolve();
      });
    }
  });

  const stop = async () => {
    child.kill("SIGTERM");
    await Promise.race([ended, sleep(STOP_TIMEOUT_MS, undefined, { ref: false })]);
    await oidc.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const outcome = await Promise.race([
    started.then(() => "started"),
    ended.then(() => "ended"),
    sleep(START_TIMEOUT_MS, "timed out", { ref: false }),
  ]);
  if (outcome !== "started") {
    await stop();
    throw new Error(`The stack did not start (${outcome}):\n${output.join("")}`);
  }
  process.env["E2E_URL"] = `http://127.0.0.1:${port}`;
  process.env["E2E_DATA_DIR"] = dataDir;
  process.env["E2E_EMAIL"] = admin.email;
  process.env["E2E_PASSWORD"] = admin.password;
  process.env["E2E_TOKEN"] = token;
  return stop;
}
