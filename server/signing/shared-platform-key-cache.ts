import { systemClock } from "@/server/platform/clock";
import { getDatabase } from "@/server/platform/db";
import { getVault } from "@/server/platform/vault";
import { createPlatformKeyCache, type PlatformKeyCache } from "@/server/signing/platform-key-cache";

const holder = globalThis as typeof globalThis & { posternPlatformKeyCache?: PlatformKeyCache };

/** The process's one cache of the installation's key, made on first use. For the edges only; verbs take `ctx.platformKeys`. */
export function getPlatformKeyCache(): PlatformKeyCache {
  holder.posternPlatformKeyCache ??= createPlatformKeyCache({ db: getDatabase(), vault: getVault(), clock: systemClock });
  return holder.posternPlatformKeyCache;
}
