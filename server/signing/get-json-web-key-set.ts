import { createPublicKey } from "node:crypto";
import type { JsonWebKeySet } from "@/domain/signing/json-web-key-set";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";
import { validAt } from "@/server/signing/valid-at";

/**
 * Returns the installation's keys that verify `v1a` signatures now: the current one first, then those that it has replaced and
 * that are still valid. They are public and the same for every organization. The set is empty before the installation is seeded.
 */
export async function getJsonWebKeySet({ db, clock }: { db: Database; clock: Clock }): Promise<JsonWebKeySet> {
  const rows = await db.platformKey.findMany({
    where: validAt(clock.now()),
    orderBy: [{ validUntil: { sort: "desc", nulls: "first" } }, { id: "desc" }],
    select: { id: true, publicKey: true },
  });
  return { keys: rows.map(({ id, publicKey }) => toJsonWebKey(id, publicKey)) };
}

function toJsonWebKey(kid: string, publicKeyPem: string): JsonWebKeySet["keys"][number] {
  const { x } = createPublicKey(publicKeyPem).export({ format: "jwk" });
  if (x === undefined) throw new Error(`The platform key ${kid} is no Ed25519 key.`);
  return { kty: "OKP", crv: "Ed25519", x, kid, use: "sig", alg: "EdDSA" };
}
