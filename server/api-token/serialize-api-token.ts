import type { ApiTokenAnswer } from "@/domain/api-token/api-token";
import { isTokenScope } from "@/domain/api-token/scopes";
import type { ApiToken } from "@/prisma/generated/client";

/**
 * Returns a token's row as the API shows it. It copies field by field, so that not even the hash slips into an answer. `makers`
 * maps ids to names.
 */
export function serializeApiToken(input: { token: ApiToken; now: Date; makers: ReadonlyMap<string, string> }): ApiTokenAnswer {
  const { token, now, makers } = input;
  return {
    id: token.id,
    name: token.name,
    prefix: token.prefix,
    scopes: token.scopes.filter(isTokenScope),
    ratePerSecond: token.ratePerSecond,
    status: statusOf(token, now),
    createdAt: token.createdAt.toISOString(),
    createdBy: token.createdBy === null ? null : { id: token.createdBy, name: makers.get(token.createdBy) ?? null },
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    expiresAt: token.expiresAt?.toISOString() ?? null,
    revokedAt: token.revokedAt?.toISOString() ?? null,
  };
}

function statusOf({ revokedAt, expiresAt }: ApiToken, now: Date): ApiTokenAnswer["status"] {
  if (revokedAt !== null) return "revoked";
  return expiresAt !== null && expiresAt <= now ? "expired" : "active";
}
