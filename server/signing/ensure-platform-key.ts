import { generateKeyPairSync } from "node:crypto";
import { newId } from "@/domain/ids";
import type { Database, Transaction } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";
import { platformKeyPurpose } from "@/server/signing/platform-key-purpose";

/** The transaction lock of those who make the first key: "psky" in ASCII. */
const LOCK_ID = 0x70736b79;

/**
 * Makes the installation's Ed25519 key if there is none. Safe to be called by several processes at once, and inside a
 * caller's transaction: a lock, held to the transaction's end, lets one of them look and write at a time.
 */
export async function ensurePlatformKey({ db, vault }: { db: Database | Transaction; vault: Vault }): Promise<void> {
  if (isDatabase(db)) await db.$transaction((tx) => makeKeyOnce(tx, vault));
  else await makeKeyOnce(db, vault);
}

function isDatabase(db: Database | Transaction): db is Database {
  return "$transaction" in db && typeof db.$transaction === "function";
}

async function makeKeyOnce(tx: Transaction, vault: Vault): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${LOCK_ID})`;
  if ((await tx.platformKey.count({ where: { validUntil: null } })) > 0) return;
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const id = newId("platformKey");
  await tx.platformKey.create({
    data: {
      id,
      publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
      privateKey: vault.seal(privateKey.export({ type: "pkcs8", format: "pem" }).toString(), platformKeyPurpose(id)),
    },
  });
}
