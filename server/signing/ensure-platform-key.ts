import type { Database, Transaction } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";
import { createPlatformKey, lockPlatformKeys } from "@/server/signing/create-platform-key";

/**
 * Makes the installation's Ed25519 key if there is none. Several processes may call it at once, and it may run inside a caller's
 * transaction: a lock until the transaction's end lets one of them look and write at a time.
 */
export async function ensurePlatformKey({ db, vault }: { db: Database | Transaction; vault: Vault }): Promise<void> {
  if (isDatabase(db)) await db.$transaction((tx) => makeKeyOnce(tx, vault));
  else await makeKeyOnce(db, vault);
}

function isDatabase(db: Database | Transaction): db is Database {
  return "$transaction" in db && typeof db.$transaction === "function";
}

async function makeKeyOnce(tx: Transaction, vault: Vault): Promise<void> {
  await lockPlatformKeys(tx);
  if ((await tx.platformKey.count({ where: { validUntil: null } })) > 0) return;
  await createPlatformKey({ tx, vault });
}
