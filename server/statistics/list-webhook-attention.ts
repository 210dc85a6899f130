import { DAY_MS, HOUR_MS } from "@/domain/duration";
import { DISABLE_AFTER_DAYS } from "@/domain/lane/limits";
import type { WebhookAttention } from "@/domain/statistics/overview";
import { isDisabledReason } from "@/domain/webhook/disabled-reasons";
import { Prisma } from "@/prisma/generated/client";
import type { Context } from "@/server/context";
import { readConfiguration } from "@/server/webhook-row/stored-configuration";

/** The time after which failing is reported. A shorter spell is in the figures and needs no attention. */
const FAILING_NOTICE_MS = HOUR_MS;
/** The most items of a kind, far more than anybody reads. The webhooks' own list has them all. */
const MAX_ITEMS = 100;

/** The database's conditions for an incomplete webhook (`webhookStatus`). */
const WITHOUT_URL = { configuration: { path: ["url"], equals: Prisma.AnyNull } } satisfies Prisma.WebhookWhereInput;
const WITHOUT_CREDENTIALS = {
  authSecret: null,
  configuration: { path: ["auth", "authType"], not: "NONE" },
} satisfies Prisma.WebhookWhereInput;

/**
 * Returns the problems of the organization's webhooks, or of the one of `webhookId`, the most urgent first: webhooks that Postern
 * disabled, those with an open circuit breaker, those whose deliveries all fail, incomplete ones. `readWaiting` returns the
 * number of waiting deliveries by webhook; it is called only when a circuit breaker is open.
 */
export async function listWebhookAttention(input: {
  ctx: Context;
  webhookId?: string;
  readWaiting: () => Promise<ReadonlyMap<string, number>>;
}): Promise<WebhookAttention[]> {
  const { ctx, webhookId, readWaiting } = input;
  const { organizationId } = ctx.tenant;
  const now = ctx.clock.now();
  const live = { organizationId, deletedAt: null, ...(webhookId === undefined ? {} : { id: webhookId }) };
  const base = { orderBy: { updatedAt: "desc" }, take: MAX_ITEMS } as const;
  const [disabled, failing, incomplete] = await Promise.all([
    ctx.db.webhook.findMany({ ...base, where: { ...live, enabled: false, disabledReason: { not: null } } }),
    ctx.db.lane.findMany({
      where: {
        organizationId,
        webhook: { ...live, enabled: true },
        OR: [{ circuitOpenUntil: { not: null } }, { failingSince: { not: null } }],
      },
      include: { webhook: { select: { name: true } } },
      orderBy: { failingSince: "asc" },
      take: MAX_ITEMS,
    }),
    ctx.db.webhook.findMany({
      ...base,
      where: { ...live, OR: [WITHOUT_URL, WITHOUT_CREDENTIALS] },
    }),
  ]);
  const waiting = failing.some(({ circuitOpenUntil }) => circuitOpenUntil !== null) ? await readWaiting() : new Map<string, number>();
  return [
    ...disabled.flatMap(({ id, name, disabledReason: reason, updatedAt }): WebhookAttention[] =>
      isDisabledReason(reason) ? [{ type: "disabled", webhookId: id, name, reason, at: updatedAt.toISOString() }] : [],
    ),
    ...failing.flatMap(({ webhookId: id, webhook: { name }, circuitOpenUntil, failingSince }): WebhookAttention[] => {
      const sinceAt = failingSince ?? now;
      const since = sinceAt.toISOString();
      if (circuitOpenUntil) {
        return [
          { type: "circuit_open", webhookId: id, name, waiting: waiting.get(id) ?? 0, nextProbeAt: circuitOpenUntil.toISOString(), since },
        ];
      }
      if (now.getTime() - sinceAt.getTime() < FAILING_NOTICE_MS) return [];
      const disabledAt = new Date(sinceAt.getTime() + DISABLE_AFTER_DAYS * DAY_MS).toISOString();
      return [{ type: "failing", webhookId: id, name, since, disabledAt }];
    }),
    ...incomplete.flatMap((webhook): WebhookAttention[] => {
      const { url } = readConfiguration(webhook);
      return [{ type: "incomplete", webhookId: webhook.id, name: webhook.name, lacks: url === null ? "url" : "credentials" }];
    }),
  ];
}
