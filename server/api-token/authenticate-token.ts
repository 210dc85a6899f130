import { timingSafeEqual } from "node:crypto";
import { isTokenScope } from "@/domain/api-token/scopes";
import { PosternError } from "@/domain/errors";
import { noteLastUse } from "@/server/api-token/note-last-use";
import { hashTokenSecret } from "@/server/api-token/token-secret";
import type { Context, Means } from "@/server/context";

/** The organization, actor and rate of the token that a request carries. */
export interface TokenHolder {
  tenant: Context["tenant"];
  actor: Extract<Context["actor"], { type: "api_token" }>;
  /** Null when the token has no rate limit. */
  ratePerSecond: number | null;
}

/**
 * Returns the holder of an API token. It looks up the token's SHA-256 and compares it in constant time, so that no comparison
 * leaks the secret. Throws PosternError `unauthenticated` for a token that is unknown, expired or revoked, without saying which.
 */
export async function authenticateToken(input: {
  means: Pick<Means, "db" | "clock" | "tokens" | "logger">;
  token: string;
}): Promise<TokenHolder> {
  const { means } = input;
  const now = means.clock.now();
  const tokenHash = hashTokenSecret(input.token);
  const { token, isFresh } = await means.tokens.find({ tokenHash, now });
  const isValid =
    token !== null &&
    timingSafeEqual(Buffer.from(token.tokenHash), Buffer.from(tokenHash)) &&
    token.revokedAt === null &&
    (token.expiresAt === null || token.expiresAt > now);
  if (!isValid) {
    throw new PosternError("unauthenticated", "This API token is not known, or has expired or been revoked. Send a valid one.");
  }
  if (isFresh) noteLastUse({ ...means, now, token });
  return {
    tenant: { organizationId: token.organizationId },
    actor: { type: "api_token", tokenId: token.id, scopes: token.scopes.filter(isTokenScope) },
    ratePerSecond: token.ratePerSecond,
  };
}
