import { TOKEN_SCOPES, type TokenScope } from "@/domain/api-token/scopes";
import { PosternError } from "@/domain/errors";
import { hashTokenSecret } from "@/server/api-token/token-secret";
import type { Actor, Context } from "@/server/context";

/** How precise `last_used_at` is kept: writing it on each request would cost more than the request. */
const LAST_USED_PRECISION_MS = 60_000;

/**
 * Finds out whose token it is. Only its SHA-256 is looked up, so that no comparison of secrets leaks its time. Gives the
 * tenant and the actor. Throws PosternError `unauthenticated` for one that is unknown, expired or revoked, without saying which.
 */
export async function authenticateToken(input: {
  db: Context["db"];
  clock: Context["clock"];
  token: string;
}): Promise<Pick<Context, "tenant" | "actor">> {
  const { db, clock, token } = input;
  const now = clock.now();
  const found = await db.apiToken.findUnique({ where: { tokenHash: hashTokenSecret(token) } });
  if (!found || found.revokedAt !== null || (found.expiresAt !== null && found.expiresAt <= now)) {
    throw new PosternError("unauthenticated", "This API token is not known, or has expired or been revoked. Send a valid one.");
  }
  if (found.lastUsedAt === null || now.getTime() - found.lastUsedAt.getTime() >= LAST_USED_PRECISION_MS) {
    await db.apiToken.updateMany({ where: { id: found.id }, data: { lastUsedAt: now } });
  }
  const actor: Actor = { type: "api_token", tokenId: found.id, scopes: found.scopes.filter(isScope) };
  return { tenant: { organizationId: found.organizationId }, actor };
}

function isScope(scope: string): scope is TokenScope {
  return (TOKEN_SCOPES as readonly string[]).includes(scope);
}
