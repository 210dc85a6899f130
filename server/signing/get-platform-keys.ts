import { PosternError } from "@/domain/errors";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { validAt } from "@/server/signing/valid-at";

/** A platform key without its private half. Times in ISO 8601. */
interface PlatformKeyFact {
  id: string;
  /** SPKI, PEM. */
  publicKeyPem: string;
  createdAt: string;
  /** Null for the current one. */
  validUntil: string | null;
}

/** The installation's keys that verify `v1a` signatures now, and the URL at which receivers fetch them. */
export interface PlatformKeys {
  current: PlatformKeyFact;
  /** The replaced keys that are still valid, the latest first. */
  replaced: PlatformKeyFact[];
  jwksUrl: string;
}

/**
 * Returns the platform's public keys, the same for every organization. It is getJsonWebKeySet for people, with dates. Throws
 * PosternError `unavailable` before the installation is seeded.
 */
export async function getPlatformKeys({ ctx }: { ctx: Context }): Promise<PlatformKeys> {
  authorise(ctx, "read");
  const rows = await ctx.db.platformKey.findMany({
    where: validAt(ctx.clock.now()),
    orderBy: [{ validUntil: { sort: "desc", nulls: "first" } }, { id: "desc" }],
    select: { id: true, publicKey: true, createdAt: true, validUntil: true },
  });
  const [current, ...replaced] = rows.map(({ id, publicKey, createdAt, validUntil }) => ({
    id,
    publicKeyPem: publicKey,
    createdAt: createdAt.toISOString(),
    validUntil: validUntil?.toISOString() ?? null,
  }));
  if (current?.validUntil !== null) {
    throw new PosternError("unavailable", "This installation has no signing key yet. Try again once it has started.");
  }
  return { current, replaced, jwksUrl: `${ctx.publicUrl}/v1/webhooks/.well-known/jwks.json` };
}
