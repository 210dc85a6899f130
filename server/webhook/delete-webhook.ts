import { parseInput } from "@/domain/parse-input";
import { type WebhookReference, webhookReference } from "@/domain/webhook/webhook-reference";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { raiseSubscriptionsVersion } from "@/server/event-type/raise-subscriptions-version";
import { announceEndedDeliveries } from "@/server/queue/announce-ended-deliveries";
import { endWaitingDeliveries } from "@/server/queue/end-waiting-deliveries";
import { assertMatching } from "@/server/webhook-row/assert-unchanged";
import { assertUnprotected } from "@/server/webhook-row/assert-unprotected";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";
import { timeOfChange } from "@/server/webhook-row/time-of-change";
import { recordVersion } from "@/server/webhook-row/webhook-version";

/**
 * Deletes a webhook. It receives nothing more, and its waiting deliveries end as failed with WEBHOOK_DELETED (contract.md,
 * "Codes"). Its row stays, so that its deliveries stay readable. Throws PosternError `not_found`, also when it was deleted
 * before; `forbidden` for a protected one; `precondition_failed` when `ifMatch` does not name its present state.
 */
export async function deleteWebhook({
  ctx,
  input: { configId: id, ifMatch },
}: {
  ctx: Context;
  input: WebhookReference & { ifMatch?: readonly string[] | undefined };
}): Promise<void> {
  authorise(ctx, "write");
  const { configId } = parseInput(webhookReference, { configId: id });
  const { organizationId } = ctx.tenant;

  const executionIds = await ctx.db.$transaction(async (tx) => {
    await raiseSubscriptionsVersion({ tx, organizationId });
    const stored = await getWebhookInTenant({ db: tx, organizationId, webhookId: configId });
    assertUnprotected({ ctx, webhook: stored });
    assertMatching(stored, ifMatch);
    const now = timeOfChange({ ctx, stored });
    const webhook = await tx.webhook.update({
      where: { id: configId, organizationId },
      data: { deletedAt: now, updatedAt: now, version: { increment: 1 } },
    });
    await recordVersion({ tx, webhook, change: "deleted", actor: ctx.actor });
    await recordAudit({ tx, ctx, action: "webhook.deleted", target: { type: "webhook", id: configId, name: webhook.name } });
    await tx.oauthToken.deleteMany({ where: { webhookId: configId, organizationId } });
    return (await endWaitingDeliveries({ tx, organizationId, webhookId: configId, code: "WEBHOOK_DELETED" })).executionIds;
  });
  await announceEndedDeliveries({ jobs: ctx.jobs, executionIds });
}
