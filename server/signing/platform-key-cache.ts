import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";
import { loadPlatformKey, type PlatformKey } from "@/server/signing/load-platform-key";

/** The installation's key, opened once for many signatures. One a process. */
export interface PlatformKeyCache {
  /** The key to sign with now, at most two seconds old. Throws when the installation has none. */
  load(): Promise<PlatformKey>;
}

/** A rotated key is in use within this time in every process (docs/decisions/009); opening it each time would cost more than a signature. */
const KEPT_MS = 2_000;

export function createPlatformKeyCache(input: { db: Database; vault: Vault; clock: Clock }): PlatformKeyCache {
  let kept: { key: Promise<PlatformKey>; loadedAtMs: number } | undefined;
  return {
    load() {
      const nowMs = input.clock.now().getTime();
      if (kept && nowMs - kept.loadedAtMs <= KEPT_MS) return kept.key;
      const loaded = { key: loadPlatformKey(input), loadedAtMs: nowMs };
      kept = loaded;
      loaded.key.catch(() => {
        if (kept === loaded) kept = undefined;
      });
      return loaded.key;
    },
  };
}
