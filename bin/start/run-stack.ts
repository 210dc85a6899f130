import { setTimeout as sleep } from "node:timers/promises";
import { claimPort, localUrl } from "@/bin/start/address";
import { buildAll, buildWebServer, isBuildCurrent } from "@/bin/start/build";
import { holdDataDir } from "@/bin/start/hold-data-dir";
import { keepRunning } from "@/bin/start/keep-running";
import { makeHostPart } from "@/bin/start/make-host-part";
import { makeWebPart } from "@/bin/start/make-web-part";
import { migrateDatabase } from "@/bin/start/migrate-database";
import { openDatabase } from "@/bin/start/open-database";
import { PATIENCE, PATIENCE_IN_DEVELOPMENT, type Patience } from "@/bin/start/patience";
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

interface StackOptions {
  projectDir: string;
  /** The way of running; `development` reloads, and only the web process's bundle is built ahead. */
  mode: "production" | "development";
  patience?: Patience;
}

/**
 * Runs all of Postern until it is asked to stop, and then ends the process. A part that ends by itself is started again; one that fails for
 * good ends the process with 1. Everything that was started is stopped.
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

async function start({ projectDir, mode, ...options }: StackOptions, run: Run): Promise<never> {
  const env = loadEnv();
  const isProduction = mode === "production";
  const patience = options.patience ?? (isProduction ? PATIENCE : PATIENCE_IN_DEVELOPMENT);
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

  const database = await openDatabase({ ...env, patience });
  run.cleanups.push(() => database.close());
  run.check();
  const { databaseUrl } = database;
  await migrateDatabase({ projectDir, databaseUrl, isInngestConfigured: env.isInngestConfigured });
  await seed(env, databaseUrl, secretKey);
  run.check();

  const childEnv = environmentOf({ env, port, secretKey, databaseUrl, isProduction });
  const input = { projectDir, isProduction, env: childEnv, patience };
  const web = keepRunning(makeWebPart({ ...input, host: env.host, port }), patience);
  const host = env.isInngestConfigured ? null : keepRunning(makeHostPart(input), patience);
  const children = host ? [web, host] : [web];
  run.children.push(...children);
  run.cleanups.push(async () => void (await Promise.all(children.map((child) => child.stop(STOP_GRACE_MS)))));

  const failed = Promise.race([run.requested, database.failed, ...children.map((child) => child.failed)]);
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

async function waitUntilHealthy(url: string, signal: AbortSignal): Promise<void> {
  let last = "it does not answer";
  for (const until = Date.now() + HEALTH_TIMEOUT_MS; Date.now() < until; await sleep(50, undefined, { signal })) {
    const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]) }).catch(() => null);
    if (answer?.ok) return;
    if (answer) last = `it answers ${answer.status} ${(await answer.text()).slice(0, 200)}`;
  }
  throw new Error(`Postern did not become healthy within ${HEALTH_TIMEOUT_MS / 1_000} s: ${last}.`);
}
