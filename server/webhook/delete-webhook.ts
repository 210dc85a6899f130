import { parseInput } from "@/domain/parse-input";
import { type WebhookReference, webhookReference } from "@/domain/webhook/webhook-reference";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { endWaitingDeliveries } from "@/server/delivery/end-waiting-deliveries";
import { noSuchWebhook, raiseSubscriptionsVersion } from "@/server/webhook/internal";

/**
 * Deletes a webhook: nothing is delivered to it any more, and what was waiting ends as failed with WEBHOOK_DELETED
 * (contract.md, "Codes"). Its row stays, so that its deliveries stay readable. Throws PosternError `not_found`, also when it
 * was deleted before.
 */
export async function deleteWebhook({ ctx, input }: { ctx: Context; input: WebhookReference }): Promise<void> {
  authorise(ctx, "write");
  const { configId } = parseInput(webhookReference, input);
  const { organizationId } = ctx.tenant;
  const now = ctx.clock.now();

  await ctx.db.$transaction(async (tx) => {
    await raiseSubscriptionsVersion({ tx, organizationId });
    const { count } = await tx.webhook.updateMany({
      where: { id: configId, organizationId, deletedAt: null },
      data: { deletedAt: now, updatedAt: now, version: { increment: 1 } },
    });
    if (count === 0) throw noSuchWebhook(configId);
    await tx.oauthToken.deleteMany({ where: { webhookId: configId, organizationId } });
    await endWaitingDeliveries({ tx, organizationId, webhookId: configId, code: "WEBHOOK_DELETED" });
  });
  // For those that were too many to end at once.
  await ctx.jobs.send({ name: "webhook/deliveries.due" });
}
