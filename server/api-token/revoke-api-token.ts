import { type ApiTokenReference, apiTokenReference } from "@/domain/api-token/api-token";
import { parseInput } from "@/domain/parse-input";
import { getTokenInTenant } from "@/server/api-token/find-api-token";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";

/**
 * Revokes an API token. This process refuses it at once, every other one within a second. It stays in the list. Revoking it again
 * changes nothing. Throws PosternError `not_found`.
 */
export async function revokeApiToken({ ctx, input }: { ctx: Context; input: ApiTokenReference }): Promise<void> {
  authorise(ctx, "admin");
  const { tokenId } = parseInput(apiTokenReference, input);
  const { organizationId } = ctx.tenant;
  const { tokenHash, name } = await getTokenInTenant({ db: ctx.db, organizationId, tokenId });
  await ctx.db.$transaction(async (tx) => {
    const revokedAt = ctx.clock.now();
    const { count } = await tx.apiToken.updateMany({ where: { id: tokenId, organizationId, revokedAt: null }, data: { revokedAt } });
    if (count > 0) await recordAudit({ tx, ctx, action: "api_token.revoked", target: { type: "api_token", id: tokenId, name } });
  });
  ctx.tokens.forget(tokenHash);
}
