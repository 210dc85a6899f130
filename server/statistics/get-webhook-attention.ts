import { parseInput } from "@/domain/parse-input";
import type { WebhookAttention } from "@/domain/statistics/overview";
import { type WebhookReference, webhookReference } from "@/domain/webhook/webhook-reference";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { readWaiting } from "@/server/statistics/delivery-counts";
import { listWebhookAttention } from "@/server/statistics/list-webhook-attention";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";

/** Returns the problems of one webhook, the most urgent first; empty when it delivers. Throws PosternError `not_found`. */
export async function getWebhookAttention({ ctx, input }: { ctx: Context; input: WebhookReference }): Promise<WebhookAttention[]> {
  authorise(ctx, "read");
  const { configId } = parseInput(webhookReference, input);
  const { db } = ctx;
  const { organizationId } = ctx.tenant;
  await getWebhookInTenant({ db, organizationId, webhookId: configId });
  return listWebhookAttention({
    ctx,
    webhookId: configId,
    readWaiting: async () => new Map((await readWaiting({ db, organizationId })).map(({ webhookId, count }) => [webhookId, count])),
  });
}
