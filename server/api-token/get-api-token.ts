import { type ApiTokenAnswer, type ApiTokenReference, apiTokenReference } from "@/domain/api-token/api-token";
import { parseInput } from "@/domain/parse-input";
import { getTokenInTenant } from "@/server/api-token/find-api-token";
import { findTokenMakers } from "@/server/api-token/find-token-makers";
import { serializeApiToken } from "@/server/api-token/serialize-api-token";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";

/** Returns one API token, even an expired or revoked one. Throws PosternError `not_found`. */
export async function getApiToken({ ctx, input }: { ctx: Context; input: ApiTokenReference }): Promise<ApiTokenAnswer> {
  authorise(ctx, "admin");
  const { tokenId } = parseInput(apiTokenReference, input);
  const { organizationId } = ctx.tenant;
  const token = await getTokenInTenant({ db: ctx.db, organizationId, tokenId });
  const makers = await findTokenMakers({ db: ctx.db, organizationId, tokens: [token] });
  return serializeApiToken({ token, now: ctx.clock.now(), makers });
}
