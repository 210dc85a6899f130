import { PosternError } from "@/domain/errors";
import { newId, newWebhookId } from "@/domain/ids";
import { parseInput } from "@/domain/parse-input";
import { type CreatedWebhook, MAX_WEBHOOKS, webhookConfigInput } from "@/domain/webhook/webhook-config";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { raiseSubscriptionsVersion } from "@/server/event-type/raise-subscriptions-version";
import { resolveEventType } from "@/server/event-type/resolve-event-type";
import type { Transaction } from "@/server/platform/db";
import { assertDeliverable } from "@/server/request/assert-deliverable";
import { settleSettings } from "@/server/request/settle-settings";
import { generateSigningSecret, signingSecretPurpose } from "@/server/signing/signing-secret";
import { assertExpressions } from "@/server/webhook/assert-expressions";
import { serializeWebhook } from "@/server/webhook-row/serialize-webhook";
import { recordVersion } from "@/server/webhook-row/webhook-version";

/**
 * Makes a webhook from a WebhookConfig (contract.md, "Shapes"). Without a URL or a secret it is kept as incomplete. Returns it
 * with its signing secret, which no other answer shows. Throws PosternError `invalid_input` for a wrong field, an unknown event
 * or a setting that this installation cannot serve, such as a private address; `forbidden` for a time limit that only owners may
 * set, or a secret variable that only they may name; `conflict` at the limit of webhooks.
 */
export async function createWebhook({ ctx, input }: { ctx: Context; input: unknown }): Promise<CreatedWebhook> {
  authorise(ctx, "write");
  const settings = parseInput(webhookConfigInput, input);
  const { organizationId } = ctx.tenant;
  assertDeliverable({ ctx, settings, stored: null });
  await assertExpressions({ ctx, settings });

  const id = newWebhookId();
  const signingSecret = generateSigningSecret();
  const now = ctx.clock.now();
  const webhook = await ctx.db.$transaction(async (tx) => {
    await raiseSubscriptionsVersion({ tx, organizationId });
    await assertRoomForOneMore({ tx, organizationId });
    const eventType = await resolveEventType({ db: tx, organizationId, name: settings.eventName });
    const { columns } = await settleSettings({ ctx, db: tx, webhookId: id, settings, stored: null });
    const created = await tx.webhook.create({
      data: {
        id,
        organizationId,
        name: settings.name ?? eventType.label,
        eventName: settings.eventName,
        eventType: eventType.name,
        ...columns,
        createdAt: now,
        updatedAt: now,
      },
    });
    await tx.signingSecret.create({
      data: {
        id: newId("signingSecret"),
        organizationId,
        webhookId: id,
        secret: ctx.vault.seal(signingSecret, signingSecretPurpose(id)),
        createdAt: now,
      },
    });
    await recordVersion({ tx, webhook: created, change: "created", actor: ctx.actor });
    await recordAudit({ tx, ctx, action: "webhook.created", target: { type: "webhook", id, name: created.name } });
    return created;
  });
  return { ...serializeWebhook({ webhook, vault: ctx.vault, areValuesShown: true }), signingSecret };
}

async function assertRoomForOneMore({ tx, organizationId }: { tx: Transaction; organizationId: string }): Promise<void> {
  const count = await tx.webhook.count({ where: { organizationId, deletedAt: null } });
  if (count < MAX_WEBHOOKS) return;
  throw new PosternError("conflict", `This organization has ${MAX_WEBHOOKS} webhooks, the most it may have. Delete one that is not used.`);
}
