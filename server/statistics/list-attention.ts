import { DISABLE_AFTER_DAYS } from "@/domain/lane/limits";
import type { AttentionItem } from "@/domain/statistics/overview";
import { isDisabledReason } from "@/domain/webhook/disabled-reasons";
import { webhookStatus } from "@/domain/webhook/webhook-config";
import { isAllowed } from "@/server/authorise";
import type { Context } from "@/server/context";

const DAY_MS = 86_400_000;
const TOKEN_NOTICE_DAYS = 14;
/** A shorter spell is in the figures; it is no reason to be called. */
const FAILING_NOTICE_MS = 3_600_000;
/** Far more than anybody reads; the webhooks' own list has them all. */
const MAX_ITEMS = 100;

/**
 * What an admin should look at, the most urgent first: webhooks that Postern disabled, those whose endpoint is away, those of which
 * everything fails, those that are incomplete; and, for those who may see tokens, the ones that expire within two weeks.
 */
export async function listAttention(input: { ctx: Context; waiting: ReadonlyMap<string, number> }): Promise<AttentionItem[]> {
  const { ctx, waiting } = input;
  const { organizationId } = ctx.tenant;
  const now = ctx.clock.now();
  const live = { organizationId, deletedAt: null };
  const base = { orderBy: { updatedAt: "desc" }, take: MAX_ITEMS } as const;
  const [disabled, failing, incomplete, tokens] = await Promise.all([
    ctx.db.webhook.findMany({ ...base, where: { ...live, enabled: false, disabledReason: { not: null } } }),
    ctx.db.lane.findMany({
      where: { organizationId, webhook: { ...live, enabled: true }, OR: [{ parkedUntil: { not: null } }, { failingSince: { not: null } }] },
      include: { webhook: { select: { name: true } } },
      orderBy: { failingSince: "asc" },
      take: MAX_ITEMS,
    }),
    ctx.db.webhook.findMany({
      ...base,
      where: { ...live, OR: [{ url: null }, { authType: { not: "NONE" }, authSecret: null }] },
    }),
    isAllowed(ctx.actor, "admin") ? listExpiringTokens(ctx) : [],
  ]);
  return [
    ...disabled.flatMap(({ id, name, disabledReason: reason, updatedAt }): AttentionItem[] =>
      isDisabledReason(reason) ? [{ type: "disabled", webhookId: id, name, reason, at: updatedAt.toISOString() }] : [],
    ),
    ...failing.flatMap(({ webhookId, webhook: { name }, parkedUntil, failingSince }): AttentionItem[] => {
      const sinceAt = failingSince ?? now;
      const since = sinceAt.toISOString();
      if (parkedUntil) {
        return [{ type: "parked", webhookId, name, waiting: waiting.get(webhookId) ?? 0, nextProbeAt: parkedUntil.toISOString(), since }];
      }
      if (now.getTime() - sinceAt.getTime() < FAILING_NOTICE_MS) return [];
      const disabledAt = new Date(sinceAt.getTime() + DISABLE_AFTER_DAYS * DAY_MS).toISOString();
      return [{ type: "failing", webhookId, name, since, disabledAt }];
    }),
    ...incomplete.flatMap((webhook): AttentionItem[] => {
      const isIncomplete = webhookStatus({ ...webhook, hasAuthSecret: webhook.authSecret !== null }) === "incomplete";
      if (!isIncomplete) return [];
      return [{ type: "incomplete", webhookId: webhook.id, name: webhook.name, lacks: webhook.url === null ? "url" : "credentials" }];
    }),
    ...tokens,
  ];
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
    take: MAX_ITEMS,
  });
  return tokens.flatMap(({ id, name, expiresAt }) =>
    expiresAt ? [{ type: "expiring_token", tokenId: id, name, expiresAt: expiresAt.toISOString() }] : [],
  );
}
