import { DISABLE_AFTER_DAYS } from "@/domain/lane/limits";
import type { WebhookAttention } from "@/domain/statistics/overview";
import { isDisabledReason } from "@/domain/webhook/disabled-reasons";
import { Prisma } from "@/prisma/generated/client";
import type { Context } from "@/server/context";
import { readConfiguration } from "@/server/webhook-row/stored-configuration";

const DAY_MS = 86_400_000;
/** A shorter spell is in the figures; it is no reason to be called. */
const FAILING_NOTICE_MS = 3_600_000;
/** Far more than anybody reads; the webhooks' own list has them all. */
const MAX_ITEMS = 100;

/** What makes a webhook incomplete (`webhookStatus`), as the database asks for it. */
const WITHOUT_URL = { configuration: { path: ["url"], equals: Prisma.AnyNull } } satisfies Prisma.WebhookWhereInput;
const WITHOUT_CREDENTIALS = {
  authSecret: null,
  configuration: { path: ["auth", "authType"], not: "NONE" },
} satisfies Prisma.WebhookWhereInput;

/**
 * What is wrong with the organization's webhooks, or with the one of `webhookId`, the most urgent first: those that Postern disabled,
 * those whose endpoint is away, those of which everything fails, those that are incomplete. `readWaiting` gives how many deliveries
 * wait, by webhook; it is asked only where an endpoint is away.
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
