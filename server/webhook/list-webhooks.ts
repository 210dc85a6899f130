import { parseInput } from "@/domain/parse-input";
import { MAX_WEBHOOKS, type WebhookConfig } from "@/domain/webhook/webhook-config";
import { type WebhookListOptions, webhookListOptions } from "@/domain/webhook/webhook-reference";
import type { Prisma } from "@/prisma/generated/client";
import { authorise, isAllowed } from "@/server/authorise";
import type { Context } from "@/server/context";
import { serializeWebhook } from "@/server/webhook-row/serialize-webhook";

/**
 * Returns all of the organization's webhooks, newest first, without deleted ones. With `eventName` it returns those of that
 * event, by whichever of its names they were made, and none for an unknown name. Values are shown as by getWebhook.
 */
export async function listWebhooks({ ctx, input }: { ctx: Context; input: WebhookListOptions }): Promise<WebhookConfig[]> {
  authorise(ctx, "read");
  const { eventName } = parseInput(webhookListOptions, input);
  const { organizationId } = ctx.tenant;

  const ofEvent: Prisma.WebhookWhereInput = eventName ? { eventType: await canonicalName({ ctx, eventName }) } : {};
  const webhooks = await ctx.db.webhook.findMany({
    where: { organizationId, deletedAt: null, ...ofEvent },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MAX_WEBHOOKS,
  });
  return webhooks.map((webhook) => serializeWebhook({ webhook, vault: ctx.vault, areValuesShown: isAllowed(ctx.actor, "write") }));
}

async function canonicalName({ ctx, eventName }: { ctx: Context; eventName: string }): Promise<string> {
  const eventType = await ctx.db.eventType.findFirst({
    where: { organizationId: ctx.tenant.organizationId, OR: [{ name: eventName }, { aliases: { has: eventName } }] },
    select: { name: true },
  });
  return eventType?.name ?? eventName;
}
