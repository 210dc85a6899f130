import type { TokenScope } from "@/domain/api-token/scopes";
import { PosternError } from "@/domain/errors";
import { newId } from "@/domain/ids";
import type { ApiToken } from "@/prisma/generated/client";
import { hashTokenSecret, visiblePrefix } from "@/server/api-token/token-secret";
import type { Database } from "@/server/platform/db";

/** The row of a new API token: what is kept of the secret is its hash and its first characters. */
export function apiTokenRow(input: {
  organizationId: string;
  name: string;
  scopes: readonly TokenScope[];
  ratePerSecond: number | null;
  expiresAt: Date | null;
  createdBy: string | null;
  secret: string;
  createdAt: Date;
}) {
  const { secret, scopes, ...columns } = input;
  return { id: newId("apiToken"), ...columns, prefix: visiblePrefix(secret), tokenHash: hashTokenSecret(secret), scopes: [...scopes] };
}

/** The one way to a token by its id. Throws PosternError `not_found` for an unknown one and another organization's alike. */
export async function getTokenInTenant(input: { db: Database; organizationId: string; tokenId: string }): Promise<ApiToken> {
  const { db, organizationId, tokenId } = input;
  const token = await db.apiToken.findFirst({ where: { id: tokenId, organizationId } });
  if (token) return token;
  throw new PosternError(
    "not_found",
    `This organization has no API token with the id ${tokenId}. Its tokens are listed with their ids, which begin with tok_.`,
  );
}
