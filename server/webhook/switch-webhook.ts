import { parseInput } from "@/domain/parse-input";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";
import { type WebhookSwitch, webhookSwitch } from "@/domain/webhook/webhook-reference";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { raiseSubscriptionsVersion } from "@/server/event-type/raise-subscriptions-version";
import { announceEndedDeliveries } from "@/server/queue/announce-ended-deliveries";
import { closeCircuit } from "@/server/queue/close-circuit";
import { endWaitingDeliveries } from "@/server/queue/end-waiting-deliveries";
import { assertUnprotected } from "@/server/webhook-row/assert-unprotected";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";
import { serializeWebhook } from "@/server/webhook-row/serialize-webhook";
import { timeOfChange } from "@/server/webhook-row/time-of-change";
import { recordVersion } from "@/server/webhook-row/webhook-version";

/**
 * Enables or disables a webhook and leaves the rest as it is. Disabling ends its waiting deliveries as failed with
 * WEBHOOK_DISABLED (contract.md, "Codes"). Changes nothing when it was so before. Returns it as it is now. Throws PosternError
 * `not_found`, `forbidden` for a protected one.
 */
export async function switchWebhook({ ctx, input }: { ctx: Context; input: WebhookSwitch }): Promise<WebhookConfig> {
  authorise(ctx, "write");
  const { configId, enabled } = parseInput(webhookSwitch, input);
  const { organizationId } = ctx.tenant;

  const { webhook, executionIds } = await ctx.db.$transaction(async (tx) => {
    await raiseSubscriptionsVersion({ tx, organizationId });
    const stored = await getWebhookInTenant({ db: tx, organizationId, webhookId: configId });
    if (stored.enabled === enabled) return { webhook: stored, executionIds: [] };
    assertUnprotected({ ctx, webhook: stored });
    const switched = await tx.webhook.update({
      where: { id: configId, organizationId },
      data: {
        enabled,
        ...(enabled ? { disabledReason: null } : {}),
        version: { increment: 1 },
        updatedAt: timeOfChange({ ctx, stored }),
      },
    });
    await recordVersion({ tx, webhook: switched, change: "updated", actor: ctx.actor });
    const action = enabled ? "webhook.enabled" : "webhook.disabled";
    await recordAudit({ tx, ctx, action, target: { type: "webhook", id: configId, name: switched.name } });
    await closeCircuit({ tx, organizationId, webhookId: configId });
    if (enabled) return { webhook: switched, executionIds: [] };
    const ended = await endWaitingDeliveries({ tx, organizationId, webhookId: configId, code: "WEBHOOK_DISABLED" });
    return { webhook: switched, executionIds: ended.executionIds };
  });
  await announceEndedDeliveries({ jobs: ctx.jobs, executionIds });
  return serializeWebhook({ webhook, vault: ctx.vault, areValuesShown: true });
}
