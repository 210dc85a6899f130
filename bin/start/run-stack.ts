import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { claimPort, localUrl } from "@/bin/start/address";
import { buildAll, buildWebServer, hostBundlePath, isBuildCurrent, webBundlePath } from "@/bin/start/build";
import { type Child, describeEnd, startChild } from "@/bin/start/child";
import { holdDataDir } from "@/bin/start/hold-data-dir";
import { keepHostRunning } from "@/bin/start/keep-host-running";
import { migrateDatabase } from "@/bin/start/migrate-database";
import { openDatabase } from "@/bin/start/open-database";
import { refuseSecondHost } from "@/bin/start/refuse-second-host";
import { deriveLoginSecret, loadSecretKey } from "@/bin/start/secrets";
import { listenForShutdown, StopRequested } from "@/bin/start/shutdown";
import { seedInstallation } from "@/server/installation/seed-installation";
import { systemClock } from "@/server/platform/clock";
import { createDatabase } from "@/server/platform/db";
import { type Env, loadEnv } from "@/server/platform/env";
import { createPasswords } from "@/server/platform/passwords";
import { createVault } from "@/server/platform/vault";

const HEALTH_TIMEOUT_MS = 120_000;
/** The time that a process has to stop. The host gives open requests 10 s; the rest is for its own end. */
const STOP_GRACE_MS = 20_000;
/** The room for a batch's payloads and answers, which then die young. That takes a tenth less processor time than Node's own 16 MB. */
const HOST_MEMORY = "--max-semi-space-size=64";

interface StackOptions {
  projectDir: string;
  /** The way of running; `development` reloads, and only the web process's bundle is built ahead. */
  mode: "production" | "development";
}

/**
 * Runs all of Postern until it is asked to stop or a part fails for good, and then ends the process. Everything that it started is stopped.
 */
export async function runStack(options: StackOptions): Promise<never> {
  const cleanups: (() => Promise<void>)[] = [];
  const children: { kill(): void }[] = [];
  const shutdown = listenForShutdown(() => {
    for (const child of children) child.kill();
  });
  let exitCode = 0;
  try {
    await start(options, { ...shutdown, cleanups, children });
  } catch (error) {
    if (!(error instanceof StopRequested) && !shutdown.signal.aborted) {
      console.error(error instanceof Error ? error.message : error);
      exitCode = 1;
    }
  }
  for (const cleanup of cleanups.reverse()) await cleanup().catch((error) => console.error(`While stopping: ${error.message}`));
  process.exit(exitCode);
}

interface Run {
  signal: AbortSignal;
  requested: Promise<never>;
  check(): void;
  cleanups: (() => Promise<void>)[];
  children: { kill(): void }[];
}

async function start({ projectDir, mode }: StackOptions, run: Run): Promise<never> {
  const env = loadEnv();
  const isProduction = mode === "production";
  const lock = await holdDataDir(env.dataDir);
  run.cleanups.push(() => lock.release());
  const secretKey = await loadSecretKey(env);
  const port = await claimPort(env.host, env.port);

  if (isProduction && !(await isBuildCurrent(projectDir))) {
    console.log("Building Postern: there is no build of these sources yet. This takes a minute or two.");
    await buildAll({ projectDir, onlyIfStale: true, isQuiet: true, signal: run.signal });
  }
  if (!isProduction) await buildWebServer(projectDir);
  run.check();

  const database = await openDatabase(env);
  run.cleanups.push(() => database.close());
  run.check();
  if (!env.isInngestConfigured) await refuseSecondHost(database.databaseUrl);
  await migrateDatabase({ projectDir, databaseUrl: database.databaseUrl });
  await seed(env, database.databaseUrl, secretKey);
  run.check();

  const childEnv = environmentOf({ env, port, secretKey, databaseUrl: database.databaseUrl, isProduction });
  const web = startWeb({ projectDir, isProduction, host: env.host, port, env: childEnv });
  const host = env.isInngestConfigured ? null : keepHostRunning(() => startHostChild({ projectDir, isProduction, env: childEnv }));
  run.children.push(web, ...(host ? [host] : []));
  run.cleanups.push(async () => void (await Promise.all([web.stop(STOP_GRACE_MS), host?.stop(STOP_GRACE_MS)])));

  const failed = Promise.race([run.requested, database.failed, failureOf(web), ...(host ? [host.failed] : [])]);
  failed.catch(() => undefined);
  const local = localUrl(env.host, port);
  await Promise.race([failed, waitUntilHealthy(local, run.signal)]);
  console.log(`Postern is running: ${childEnv["POSTERN_PUBLIC_URL"]}`);
  return failed;
}

/** Returns the variables that the web server and the host read (server/platform/env.ts), and NextAuth's own. */
function environmentOf(input: {
  env: Env;
  port: number;
  secretKey: string;
  databaseUrl: string;
  isProduction: boolean;
}): Record<string, string> {
  const { env, port, secretKey } = input;
  const publicUrl = process.env["POSTERN_PUBLIC_URL"] ? env.publicUrl : localUrl(env.host, port);
  return {
    NODE_ENV: input.isProduction ? "production" : "development",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: `${port}`,
    HOST: env.host,
    DATABASE_URL: input.databaseUrl,
    POSTERN_SECRET_KEY: secretKey,
    POSTERN_PUBLIC_URL: publicUrl,
    NEXTAUTH_URL: publicUrl,
    NEXTAUTH_SECRET: deriveLoginSecret(secretKey),
  };
}

async function seed(env: Env, databaseUrl: string, secretKey: string): Promise<void> {
  const db = createDatabase({ databaseUrl, poolSize: 2 });
  try {
    const means = { db, vault: createVault(secretKey), clock: systemClock, passwords: createPasswords() };
    const made = await seedInstallation({ ...means, values: env });
    if (!made) return;
    // It is printed at once: whatever fails after this, the only copy of a generated password has been given.
    console.log("This is the first start. Sign in as:");
    console.log(`  e-mail     ${made.adminEmail}`);
    console.log(`  password   ${made.generatedPassword ?? "(as set in POSTERN_ADMIN_PASSWORD)"}`);
    console.log(`  API token  ${made.generatedApiToken ?? "(as set in POSTERN_API_TOKEN)"}`);
    console.log("This is shown once: keep it.");
  } finally {
    await db.$disconnect();
  }
}

function startWeb(input: { projectDir: string; isProduction: boolean; host: string; port: number; env: Record<string, string> }): Child {
  const address = ["--hostname", input.host, "--port", `${input.port}`];
  const args = [webBundlePath(input.projectDir), ...address, ...(input.isProduction ? [] : ["--dev"])];
  return startChild({ args, env: input.env, isLoud: !input.isProduction });
}

function startHostChild(input: { projectDir: string; isProduction: boolean; env: Record<string, string> }): Child {
  const tsx = join(input.projectDir, "node_modules", "tsx", "dist", "cli.mjs");
  // The bundles watch the channel by themselves, because they must see to open requests before they end.
  const tieToParent = ["--import", join(input.projectDir, "bin", "start", "end-with-parent.mjs")];
  const watched = [...tieToParent, tsx, "watch", "--clear-screen=false", "bin/host.ts"];
  const args = input.isProduction ? [HOST_MEMORY, hostBundlePath(input.projectDir)] : watched;
  return startChild({ args, env: input.env, isLoud: !input.isProduction });
}

async function failureOf(web: Child): Promise<never> {
  const end = await web.ended;
  throw new Error(`The web server ended ${describeEnd(end)}.\n${end.code === null ? "" : web.tail()}`.trim());
}

async function waitUntilHealthy(url: string, signal: AbortSignal): Promise<void> {
  let last = "it does not answer";
  for (const until = Date.now() + HEALTH_TIMEOUT_MS; Date.now() < until; await sleep(50, undefined, { signal })) {
    const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]) }).catch(() => null);
    if (answer?.ok) return;
    if (answer) last = `it answers ${answer.status} ${(await answer.text()).slice(0, 200)}`;
  }
  throw new Error(`Postern did not become healthy within ${HEALTH_TIMEOUT_MS / 1_000} s: ${last}.`);
}
