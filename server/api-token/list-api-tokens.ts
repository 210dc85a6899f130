import { type ApiTokenList, type ApiTokenListOptions, apiTokenListOptions } from "@/domain/api-token/api-token";
import { parseInput } from "@/domain/parse-input";
import { findTokenMakers } from "@/server/api-token/find-token-makers";
import { serializeApiToken } from "@/server/api-token/serialize-api-token";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";

/**
 * Returns a page of the organization's API tokens, newest first, including expired and revoked ones. The page is empty when the
 * cursor names a token that does not exist.
 */
export async function listApiTokens({ ctx, input }: { ctx: Context; input: ApiTokenListOptions }): Promise<ApiTokenList> {
  authorise(ctx, "admin");
  const { limit, cursor } = parseInput(apiTokenListOptions, input);
  const { organizationId } = ctx.tenant;
  const found = await ctx.db.apiToken.findMany({
    where: { organizationId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    ...(cursor === undefined ? {} : { cursor: { id: cursor, organizationId }, skip: 1 }),
  });
  const tokens = found.slice(0, limit);
  const hasMore = found.length > limit;
  const makers = await findTokenMakers({ db: ctx.db, organizationId, tokens });
  const now = ctx.clock.now();
  return {
    data: tokens.map((token) => serializeApiToken({ token, now, makers })),
    next_cursor: hasMore ? (tokens.at(-1)?.id ?? null) : null,
    has_more: hasMore,
  };
}
