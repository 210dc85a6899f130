import { PosternError } from "@/domain/errors";
import type { Database } from "@/server/platform/db";

/** The answer of getPublicKey (contract.md "Operations"). */
export interface PublicKeyAnswer {
  /** SPKI, PEM. */
  public_key: string;
  algorithm: "ed25519";
  issuer: "postern";
}

/**
 * Returns the key with which receivers check `v1a` signatures. It is public, so there is no context: anyone who knows an
 * organization's id may ask. Throws PosternError `not_found` for an unknown organization, `unavailable` before the installation
 * is seeded.
 */
export async function getPublicKey(input: { db: Database; organizationId: string }): Promise<PublicKeyAnswer> {
  const [organization, key] = await Promise.all([
    input.db.organization.findUnique({ where: { id: input.organizationId }, select: { id: true } }),
    input.db.platformKey.findFirst({ where: { validUntil: null }, orderBy: { id: "desc" }, select: { publicKey: true } }),
  ]);
  if (!organization) throw new PosternError("not_found", `There is no organization ${input.organizationId}.`);
  if (!key) throw new PosternError("unavailable", "This installation has no signing key yet. Try again once it has started.");
  return { public_key: key.publicKey, algorithm: "ed25519", issuer: "postern" };
}
