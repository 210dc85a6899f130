import { createPrivateKey, type KeyObject } from "node:crypto";
import type { PlatformKey as PlatformKeyRow } from "@/prisma/generated/client";
import type { Clock } from "@/server/platform/clock";
import type { Database, Transaction } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";
import { platformKeyPurpose } from "@/server/signing/platform-key-purpose";
import { validAt } from "@/server/signing/valid-at";

export interface PlatformKey {
  id: string;
  /** SPKI. */
  publicKeyPem: string;
  /** The Ed25519 keys to sign with: this key first, then those that it has replaced and that are still valid. */
  privateKeys: readonly KeyObject[];
}

/**
 * Returns the key that signs deliveries now. Opening and parsing it is slow, so a PlatformKeyCache keeps it for signing. Throws
 * when the installation has none.
 */
export async function loadPlatformKey(input: { db: Database | Transaction; vault: Vault; clock: Clock }): Promise<PlatformKey> {
  const { db, vault, clock } = input;
  const rows = await db.platformKey.findMany({ where: validAt(clock.now()), orderBy: { id: "desc" } });
  const current = rows.find(({ validUntil }) => validUntil === null);
  if (!current) throw new Error("The installation has no signing key: it has not been seeded.");
  const previous = rows.filter(({ validUntil }) => validUntil !== null);
  const open = ({ id, privateKey }: PlatformKeyRow) => createPrivateKey(vault.open(privateKey, platformKeyPurpose(id)));
  return { id: current.id, publicKeyPem: current.publicKey, privateKeys: [current, ...previous].map(open) };
}
