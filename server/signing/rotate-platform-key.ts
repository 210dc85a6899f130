import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { endOfOverlap, overlapHours } from "@/domain/signing/secret-rotation";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";
import { createPlatformKey, lockPlatformKeys } from "@/server/signing/create-platform-key";
import { loadPlatformKey } from "@/server/signing/load-platform-key";
import { validAt } from "@/server/signing/valid-at";

/** The most valid keys at a time. Each message carries a v1a signature for each of them. */
const MAX_VALID_KEYS = 3;

/** The result of a rotation. `previousValidUntil` is null when the previous key ended at once. */
export interface PlatformKeyRotation {
  keyId: string;
  previousKeyId: string;
  previousValidUntil: Date | null;
}

/**
 * Gives the installation a new Ed25519 key for all its organizations. It is an act of the operator, not of a tenant
 * (docs/decisions/009-platform-key-rotation.md). For `overlapHours` (0 to 168) messages are signed with the old key as well.
 * Throws PosternError `invalid_input`, `conflict` while too many keys are valid, and Error when the vault's key is not the
 * installation's.
 */
export async function rotatePlatformKey(input: {
  db: Database;
  vault: Vault;
  clock: Clock;
  overlapHours: number;
}): Promise<PlatformKeyRotation> {
  const { db, vault, clock } = input;
  const hours = parseInput(overlapHours, input.overlapHours);
  return db.$transaction(async (tx) => {
    await lockPlatformKeys(tx);
    const now = clock.now();
    // The key is opened as a check. A new key sealed with another POSTERN_SECRET_KEY than the running processes have would stop
    // every delivery.
    const { id: previousKeyId } = await loadPlatformKey({ db: tx, vault, clock });
    const validUntil = endOfOverlap(now, hours);
    await tx.platformKey.updateMany({ where: { OR: [{ validUntil: null }, { validUntil: { gt: validUntil } }] }, data: { validUntil } });
    await tx.platformKey.deleteMany({ where: { validUntil: { lte: now } } });
    if ((await tx.platformKey.count({ where: validAt(now) })) >= MAX_VALID_KEYS) throw tooManyKeys();
    const keyId = await createPlatformKey({ tx, vault, now });
    return { keyId, previousKeyId, previousValidUntil: hours === 0 ? null : validUntil };
  });
}

function tooManyKeys(): PosternError {
  const message = `The overlap of ${MAX_VALID_KEYS - 1} earlier rotations has not ended. Wait for that, or rotate without an overlap, which ends all of them at once.`;
  return new PosternError("conflict", message);
}
