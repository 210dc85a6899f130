import { PosternError } from "@/domain/errors";
import { newId } from "@/domain/ids";
import { parseInput } from "@/domain/parse-input";
import { endOfOverlap, MAX_VALID_SECRETS, secretRotation } from "@/domain/signing/secret-rotation";
import type { CreatedWebhook } from "@/domain/webhook/webhook-config";
import { webhookReference } from "@/domain/webhook/webhook-reference";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { raiseSubscriptionsVersion } from "@/server/event-type/raise-subscriptions-version";
import type { Transaction } from "@/server/platform/db";
import { assertRecentlyProven } from "@/server/session/assert-recently-proven";
import { generateSigningSecret, signingSecretPurpose } from "@/server/signing/signing-secret";
import { validAt } from "@/server/signing/valid-at";
import { assertUnprotected } from "@/server/webhook-row/assert-unprotected";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";
import { serializeWebhook } from "@/server/webhook-row/serialize-webhook";
import { timeOfChange } from "@/server/webhook-row/time-of-change";
import { recordVersion } from "@/server/webhook-row/webhook-version";

/**
 * Gives a webhook a new signing secret, which only this answer shows. For `overlapHours` (0 to 168, 24 by default) the earlier
 * secrets sign as well; 0 ends them at once, for a secret that has leaked. Throws PosternError `not_found`, also for a deleted
 * webhook, `forbidden` for a protected one, `invalid_input`, and `conflict` while too many secrets are valid.
 */
export async function rotateSecret(input: { ctx: Context; input: { configId: string; rotation: unknown } }): Promise<CreatedWebhook> {
  const { ctx } = input;
  authorise(ctx, "write");
  assertRecentlyProven(ctx);
  const { configId } = parseInput(webhookReference, { configId: input.input.configId });
  const { overlapHours } = parseInput(secretRotation, input.input.rotation ?? {});
  const { organizationId } = ctx.tenant;
  const now = ctx.clock.now();
  const signingSecret = generateSigningSecret();

  const webhook = await ctx.db.$transaction(async (tx) => {
    await raiseSubscriptionsVersion({ tx, organizationId });
    const stored = await getWebhookInTenant({ db: tx, organizationId, webhookId: configId });
    assertUnprotected({ ctx, webhook: stored });
    await endSecrets({ tx, organizationId, webhookId: configId, now, validUntil: endOfOverlap(now, overlapHours) });
    await tx.signingSecret.create({
      data: {
        id: newId("signingSecret"),
        organizationId,
        webhookId: configId,
        secret: ctx.vault.seal(signingSecret, signingSecretPurpose(configId)),
        createdAt: now,
      },
    });
    const target = { type: "webhook", id: configId, name: stored.name } as const;
    await recordAudit({ tx, ctx, action: "webhook.secret_rotated", target, details: { overlapHours } });
    // The new version tells every process that its copy of the webhook, secrets included, is out of date.
    const rotated = await tx.webhook.update({
      where: { id: configId, organizationId },
      data: { version: { increment: 1 }, updatedAt: timeOfChange({ ctx, stored }) },
    });
    await recordVersion({ tx, webhook: rotated, change: "secret_rotated", actor: ctx.actor });
    return rotated;
  });
  return { ...serializeWebhook({ webhook, vault: ctx.vault, areValuesShown: true }), signingSecret };
}

/**
 * Ends the webhook's secrets at `validUntil` at the latest, and deletes those that have ended. Throws PosternError `conflict`
 * when too many are still valid.
 */
async function endSecrets(input: {
  tx: Transaction;
  organizationId: string;
  webhookId: string;
  now: Date;
  validUntil: Date;
}): Promise<void> {
  const { tx, organizationId, webhookId, now, validUntil } = input;
  const ofWebhook = { organizationId, webhookId };
  const isOutlasting = { OR: [{ validUntil: null }, { validUntil: { gt: validUntil } }] };
  await tx.signingSecret.updateMany({ where: { ...ofWebhook, ...isOutlasting }, data: { validUntil } });
  await tx.signingSecret.deleteMany({ where: { ...ofWebhook, validUntil: { lte: now } } });
  const { length, 0: first } = await tx.signingSecret.findMany({
    where: { ...ofWebhook, ...validAt(now) },
    orderBy: { validUntil: "asc" },
  });
  if (length < MAX_VALID_SECRETS) return;
  const until = first?.validUntil?.toISOString() ?? "";
  const message = `This webhook has ${length} valid signing secrets already. Wait until ${until}, when one ends, or rotate with overlapHours 0, which ends all of them at once.`;
  throw new PosternError("conflict", message);
}
