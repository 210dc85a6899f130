import { parseArgs } from "node:util";
import { withInstallation } from "@/bin/start/with-installation";
import { MAX_OVERLAP_HOURS } from "@/domain/signing/secret-rotation";
import { systemClock } from "@/server/platform/clock";
import { createDatabase } from "@/server/platform/db";
import { createVault } from "@/server/platform/vault";
import { rotatePlatformKey } from "@/server/signing/rotate-platform-key";

/**
 * Gives the installation a new Ed25519 key (docs/decisions/009-platform-key-rotation.md), whether it is running or not. This is `npm run
 * rotate-platform-key`. The old key stays valid for a week, or for `-- --overlap-hours N`. Reads DATABASE_URL or the data folder, as `npm
 * start` does.
 */
async function rotate(overlapHours: number): Promise<void> {
  const made = await withInstallation(({ databaseUrl, secretKey }) => {
    const db = createDatabase({ databaseUrl, poolSize: 1 });
    return rotatePlatformKey({ db, vault: createVault(secretKey), clock: systemClock, overlapHours }).finally(() => db.$disconnect());
  });
  const end = made.previousValidUntil ? `stays valid until ${made.previousValidUntil.toISOString()}` : "is not valid any more";
  console.log(`The new key is ${made.keyId}; running processes sign with it within seconds. ${made.previousKeyId} ${end}.`);
}

const { values } = parseArgs({ options: { "overlap-hours": { type: "string", default: `${MAX_OVERLAP_HOURS}` } } });
rotate(Number(values["overlap-hours"])).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
