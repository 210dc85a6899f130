import { TOKEN_SCOPES, type TokenScope } from "@/domain/api-token/scopes";
import { PosternError } from "@/domain/errors";
import type { ApiToken } from "@/prisma/generated/client";
import { hashTokenSecret } from "@/server/api-token/token-secret";
import type { Context } from "@/server/context";
import type { Database } from "@/server/platform/db";

/** How precise `last_used_at` is kept: writing it on each request would cost more than the request. */
const LAST_USED_PRECISION_MS = 60_000;

/**
 * For how long a token that was found is not looked up again: publishers send hundreds of requests a second, and the look-up
 * would cost a quarter of each. So long may a token that is revoked still work.
 */
const REMEMBERED_MS = 1_000;
const MAX_REMEMBERED = 1_000;
const rememberedTokens = new WeakMap<Database, Map<string, { token: ApiToken; readAtMs: number }>>();

/**
 * Finds out whose token it is. Only its SHA-256 is looked up, so that no comparison of secrets leaks its time. Gives the
 * tenant and the actor. Throws PosternError `unauthenticated` for one that is unknown, expired or revoked, without saying which.
 */
export async function authenticateToken(input: {
  db: Context["db"];
  clock: Context["clock"];
  token: string;
}): Promise<Pick<Context, "tenant" | "actor">> {
  const now = input.clock.now();
  const found = await findToken({ db: input.db, now, tokenHash: hashTokenSecret(input.token) });
  if (!found || found.revokedAt !== null || (found.expiresAt !== null && found.expiresAt <= now)) {
    throw new PosternError("unauthenticated", "This API token is not known, or has expired or been revoked. Send a valid one.");
  }
  return {
    tenant: { organizationId: found.organizationId },
    actor: { type: "api_token", tokenId: found.id, scopes: found.scopes.filter(isScope) },
  };
}

async function findToken({ db, now, tokenHash }: { db: Database; now: Date; tokenHash: string }): Promise<ApiToken | null> {
  const remembered = rememberedTokens.get(db) ?? new Map<string, { token: ApiToken; readAtMs: number }>();
  rememberedTokens.set(db, remembered);
  const known = remembered.get(tokenHash);
  if (known && now.getTime() - known.readAtMs < REMEMBERED_MS) return known.token;

  const token = await db.apiToken.findUnique({ where: { tokenHash } });
  remembered.delete(tokenHash);
  if (!token) return null;
  const [oldest] = remembered.keys();
  if (oldest !== undefined && remembered.size >= MAX_REMEMBERED) remembered.delete(oldest);
  remembered.set(tokenHash, { token, readAtMs: now.getTime() });
  if (token.lastUsedAt === null || now.getTime() - token.lastUsedAt.getTime() >= LAST_USED_PRECISION_MS) {
    await db.apiToken.updateMany({ where: { id: token.id }, data: { lastUsedAt: now } });
  }
  return token;
}

function isScope(scope: string): scope is TokenScope {
  return (TOKEN_SCOPES as readonly string[]).includes(scope);
}
