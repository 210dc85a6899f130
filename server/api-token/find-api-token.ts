import { PosternError } from "@/domain/errors";
import type { ApiToken } from "@/prisma/generated/client";
import type { Database } from "@/server/platform/db";

/**
 * Returns a token by its id; every verb finds it through here. Throws PosternError `not_found` for an unknown id and for another
 * organization's token.
 */
export async function getTokenInTenant(input: { db: Database; organizationId: string; tokenId: string }): Promise<ApiToken> {
  const { db, organizationId, tokenId } = input;
  const token = await db.apiToken.findFirst({ where: { id: tokenId, organizationId } });
  if (token) return token;
  throw new PosternError(
    "not_found",
    `This organization has no API token with the id ${tokenId}. Its tokens are listed with their ids, which begin with tok_.`,
  );
}
