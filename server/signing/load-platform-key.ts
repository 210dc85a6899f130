import { createPrivateKey, type KeyObject } from "node:crypto";
import type { Database, Transaction } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";
import { platformKeyPurpose } from "@/server/signing/platform-key-purpose";

export interface PlatformKey {
  id: string;
  /** SPKI. */
  publicKeyPem: string;
  /** Ed25519, ready to sign with. */
  privateKey: KeyObject;
}

/** The key that deliveries are signed with now. Opening and parsing it is slow: keep the result. Throws when the installation has none. */
export async function loadPlatformKey({ db, vault }: { db: Database | Transaction; vault: Vault }): Promise<PlatformKey> {
  const row = await db.platformKey.findFirst({ where: { validUntil: null }, orderBy: { id: "desc" } });
  if (!row) throw new Error("The installation has no signing key: it has not been seeded.");
  return {
    id: row.id,
    publicKeyPem: row.publicKey,
    privateKey: createPrivateKey(vault.open(row.privateKey, platformKeyPurpose(row.id))),
  };
}
