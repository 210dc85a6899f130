import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";
import { loadPlatformKey, type PlatformKey } from "@/server/signing/load-platform-key";
import { createSigner } from "@/server/signing/signing-thread";

/** The installation's key, ready to sign. */
export interface SigningKey extends PlatformKey {
  /**
   * Returns the Ed25519 signatures of a text in base64: this key's, then those of the keys that it has replaced and that are
   * still valid.
   */
  sign(content: string): Promise<string[]>;
}

/** The installation's key, opened once for many signatures, and the thread that makes them. A process has one of these. */
export interface PlatformKeyCache {
  /** Returns the key to sign with now, at most two seconds old. Throws when the installation has none. */
  load(): Promise<SigningKey>;
  /** Ends the thread. */
  close(): Promise<void>;
}

/**
 * The time for which a loaded key is used. A rotated key is in use within this time in every process (docs/decisions/009).
 * Opening it each time would cost more than a signature.
 */
const KEPT_MS = 2_000;

export function createPlatformKeyCache(input: { db: Database; vault: Vault; clock: Clock }): PlatformKeyCache {
  const signer = createSigner();
  let kept: { key: Promise<SigningKey>; loadedAtMs: number } | undefined;

  async function loadSigningKey(): Promise<SigningKey> {
    const key = await loadPlatformKey(input);
    return { ...key, sign: (content) => signer.sign(content, key.privateKeys) };
  }

  return {
    load() {
      const nowMs = input.clock.now().getTime();
      if (kept && nowMs - kept.loadedAtMs <= KEPT_MS) return kept.key;
      const loaded = { key: loadSigningKey(), loadedAtMs: nowMs };
      kept = loaded;
      loaded.key.catch(() => {
        if (kept === loaded) kept = undefined;
      });
      return loaded.key;
    },
    close: signer.close,
  };
}
