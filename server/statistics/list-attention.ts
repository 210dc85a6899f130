import { DAY_MS } from "@/domain/duration";
import type { AttentionItem } from "@/domain/statistics/overview";
import { isAllowed } from "@/server/authorise";
import type { Context } from "@/server/context";
import { listWebhookAttention } from "@/server/statistics/list-webhook-attention";

const TOKEN_NOTICE_DAYS = 14;
/** The most tokens that are listed, far more than anybody reads. The tokens' own list has them all. */
const MAX_TOKENS = 100;

/**
 * Returns the items that an admin should look at, the most urgent first: the webhooks' problems and, for actors who may see
 * tokens, the tokens that expire within two weeks.
 */
export async function listAttention(input: { ctx: Context; waiting: ReadonlyMap<string, number> }): Promise<AttentionItem[]> {
  const { ctx, waiting } = input;
  const [webhooks, tokens] = await Promise.all([
    listWebhookAttention({ ctx, readWaiting: async () => waiting }),
    isAllowed(ctx.actor, "admin") ? listExpiringTokens(ctx) : [],
  ]);
  return [...webhooks, ...tokens];
}

async function listExpiringTokens(ctx: Context): Promise<AttentionItem[]> {
  const now = ctx.clock.now();
  const tokens = await ctx.db.apiToken.findMany({
    where: {
      organizationId: ctx.tenant.organizationId,
      revokedAt: null,
      expiresAt: { gt: now, lte: new Date(now.getTime() + TOKEN_NOTICE_DAYS * DAY_MS) },
    },
    orderBy: { expiresAt: "asc" },
    take: MAX_TOKENS,
  });
  return tokens.flatMap(({ id, name, expiresAt }) =>
    expiresAt ? [{ type: "expiring_token", tokenId: id, name, expiresAt: expiresAt.toISOString() }] : [],
  );
}
