import { parseInput } from "@/domain/parse-input";
import { addressesOf } from "@/domain/webhook/moved-origins";
import { type WebhookConfig, type WebhookSettings, webhookConfigInput } from "@/domain/webhook/webhook-config";
import { webhookReference } from "@/domain/webhook/webhook-reference";
import type { Webhook } from "@/prisma/generated/client";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { raiseSubscriptionsVersion } from "@/server/event-type/raise-subscriptions-version";
import { resolveEventType } from "@/server/event-type/resolve-event-type";
import type { Transaction } from "@/server/platform/db";
import { announceEndedDeliveries } from "@/server/queue/announce-ended-deliveries";
import { closeCircuit } from "@/server/queue/close-circuit";
import { endWaitingDeliveries } from "@/server/queue/end-waiting-deliveries";
import { assertDeliverable } from "@/server/request/assert-deliverable";
import { settleSettings } from "@/server/request/settle-settings";
import { assertExpressions } from "@/server/webhook/assert-expressions";
import { assertMatching, assertNotChangedSince } from "@/server/webhook-row/assert-unchanged";
import { assertUnprotected } from "@/server/webhook-row/assert-unprotected";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";
import { recordMove } from "@/server/webhook-row/record-move";
import { serializeWebhook } from "@/server/webhook-row/serialize-webhook";
import { readConfiguration, statusOf } from "@/server/webhook-row/stored-configuration";
import { timeOfChange } from "@/server/webhook-row/time-of-change";
import { recordVersion } from "@/server/webhook-row/webhook-version";

/**
 * Replaces all of a webhook's settings by the WebhookConfig. An absent field gets its default, except that secrets, retryPolicy
 * and Postern's own fields keep their value (contract.md, "Shapes"). Where the URL or the token endpoint leads to another origin,
 * what is stored must be given again (contract.md, "Another origin"). Attempts use the change from now on. The waiting deliveries
 * of a webhook that no longer delivers end as failed with WEBHOOK_DISABLED. `ifUpdatedTime` and `ifMatch` name the state that the
 * change is meant for; `restoredFrom` is the version that the WebhookConfig comes from.
 *
 * Returns the changed webhook. Throws PosternError `not_found`, `conflict` or `precondition_failed` when it was changed since,
 * `forbidden` for a protected one, a time limit that only owners may set, or a secret variable that only they may name,
 * `invalid_input` as createWebhook does, and for stored values that must be given again.
 */
export async function updateWebhook(input: {
  ctx: Context;
  input: { configId: string; config: unknown; ifUpdatedTime?: string; ifMatch?: readonly string[] | undefined; restoredFrom?: number };
}): Promise<WebhookConfig> {
  const { ctx } = input;
  authorise(ctx, "write");
  const { configId } = parseInput(webhookReference, { configId: input.input.configId });
  const { organizationId } = ctx.tenant;
  // It comes before the body, because a missing webhook matters more than a wrong field.
  await getWebhookInTenant({ db: ctx.db, organizationId, webhookId: configId });
  const settings = parseInput(webhookConfigInput, input.input.config);
  await assertExpressions({ ctx, settings });

  const { webhook, executionIds } = await ctx.db.$transaction(async (tx) => {
    await raiseSubscriptionsVersion({ tx, organizationId });
    const stored = await getWebhookInTenant({ db: tx, organizationId, webhookId: configId });
    assertUnprotected({ ctx, webhook: stored });
    assertNotChangedSince(stored, input.input.ifUpdatedTime);
    assertMatching(stored, input.input.ifMatch);
    assertDeliverable({ ctx, settings, stored });
    return writeChange({ ctx, tx, settings, stored, restoredFrom: input.input.restoredFrom });
  });
  // The dispatch also sends the deliveries that were held back while the webhook was as before.
  await announceEndedDeliveries({ jobs: ctx.jobs, executionIds });
  return serializeWebhook({ webhook, vault: ctx.vault, areValuesShown: true });
}

async function writeChange(input: {
  ctx: Context;
  tx: Transaction;
  settings: WebhookSettings;
  stored: Webhook;
  restoredFrom: number | undefined;
}): Promise<{ webhook: Webhook; executionIds: string[] }> {
  const { ctx, tx, settings, stored, restoredFrom } = input;
  const { organizationId, id } = stored;
  const eventType = await resolveEventType({ db: tx, organizationId, name: settings.eventName });
  const { columns, moved } = await settleSettings({ ctx, db: tx, webhookId: id, settings, stored });
  const webhook = await tx.webhook.update({
    where: { id, organizationId },
    data: {
      name: settings.name ?? eventType.label,
      eventName: settings.eventName,
      eventType: eventType.name,
      ...columns,
      version: { increment: 1 },
      updatedAt: timeOfChange({ ctx, stored }),
    },
  });
  const before = readConfiguration(stored);
  const { authType } = before.auth;
  const isSecretChanged = settings.auth.authType !== authType || ("secret" in settings.auth && settings.auth.secret !== undefined);
  const change = restoredFrom === undefined ? "updated" : "restored";
  await recordVersion({ tx, webhook, change, actor: ctx.actor, isSecretChanged, restoredFrom });
  const answerOf = (row: Webhook) => serializeWebhook({ webhook: row, vault: ctx.vault, areValuesShown: true });
  await recordAudit({
    tx,
    ctx,
    action: `webhook.${change}`,
    target: { type: "webhook", id, name: webhook.name },
    change: { before: answerOf(stored), after: { ...answerOf(webhook), ...(isSecretChanged ? { secret: "another" } : {}) } },
    ...(restoredFrom === undefined ? {} : { details: { version: restoredFrom } }),
  });
  await recordMove({ tx, ctx, webhook, before: addressesOf(before), moved });
  await closeCircuit({ tx, organizationId, webhookId: id });
  if (statusOf(webhook) === "active") return { webhook, executionIds: [] };
  const { executionIds } = await endWaitingDeliveries({ tx, organizationId, webhookId: id, code: "WEBHOOK_DISABLED" });
  return { webhook, executionIds };
}
