import { generateKeyPairSync } from "node:crypto";
import { newId } from "@/domain/ids";
import type { Transaction } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";
import { platformKeyPurpose } from "@/server/signing/platform-key-purpose";

/** The transaction lock of those who make a platform key: "psky" in ASCII. */
const LOCK_ID = 0x70736b79;

/** Takes a lock until the transaction's end, so that one process at a time looks at the installation's keys and makes one. */
export async function lockPlatformKeys(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${LOCK_ID})`;
}

/** Writes a new Ed25519 key of the installation with its private half sealed. Returns its id. */
export async function createPlatformKey(input: { tx: Transaction; vault: Vault; now?: Date }): Promise<string> {
  const { tx, vault, now } = input;
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const id = newId("platformKey");
  await tx.platformKey.create({
    data: {
      id,
      publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
      privateKey: vault.seal(privateKey.export({ type: "pkcs8", format: "pem" }).toString(), platformKeyPurpose(id)),
      ...(now ? { createdAt: now } : {}),
    },
  });
  return id;
}
