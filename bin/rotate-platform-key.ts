import { parseArgs } from "node:util";
import { openDatabase } from "@/bin/start/open-database";
import { loadSecretKey } from "@/bin/start/secrets";
import { MAX_OVERLAP_HOURS } from "@/domain/signing/secret-rotation";
import { systemClock } from "@/server/platform/clock";
import { createDatabase } from "@/server/platform/db";
import { startEmbeddedPostgres } from "@/server/platform/embedded-postgres";
import { type Env, loadEnv } from "@/server/platform/env";
import { createVault } from "@/server/platform/vault";
import { rotatePlatformKey } from "@/server/signing/rotate-platform-key";

/**
 * `npm run rotate-platform-key` gives the installation a new Ed25519 key (docs/decisions/009-platform-key-rotation.md), running or not; the old one
 * stays valid for a week, or for `-- --overlap-hours N`. Reads DATABASE_URL or the data folder, as `npm start` does.
 */
async function withDatabase<Result>(env: Env, use: (databaseUrl: string) => Promise<Result>): Promise<Result> {
  if (env.databaseUrl) return use((await openDatabase(env)).databaseUrl);
  const server = await startEmbeddedPostgres({ dataDir: env.dataDir });
  try {
    return await use(server.urlOf("postern"));
  } finally {
    // One that was running already is somebody's who is at work.
    if (!server.isAdopted) await server.stop();
  }
}

async function rotate(overlapHours: number): Promise<void> {
  const env = loadEnv();
  const vault = createVault(await loadSecretKey({ ...env, isKeyRequired: env.databaseUrl !== undefined }));
  const made = await withDatabase(env, async (databaseUrl) => {
    const db = createDatabase({ databaseUrl, poolSize: 1 });
    return rotatePlatformKey({ db, vault, clock: systemClock, overlapHours }).finally(() => db.$disconnect());
  });
  const end = made.previousValidUntil ? `stays valid until ${made.previousValidUntil.toISOString()}` : "is not valid any more";
  console.log(`The new key is ${made.keyId}; running processes sign with it within seconds. ${made.previousKeyId} ${end}.`);
}

const { values } = parseArgs({ options: { "overlap-hours": { type: "string", default: `${MAX_OVERLAP_HOURS}` } } });
rotate(Number(values["overlap-hours"])).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
