import { z } from "zod";
import type { ComparedConfig } from "@/domain/webhook/diff-configs";
import type { WebhookChange } from "@/domain/webhook/webhook-version";
import type { Webhook, WebhookVersion } from "@/prisma/generated/client";
import { actorId } from "@/server/actor-id";
import type { Actor } from "@/server/context";
import type { Transaction } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";
import { serializeWebhook } from "@/server/webhook-row/serialize-webhook";
import { readConfiguration } from "@/server/webhook-row/stored-configuration";

/** The contents of a version: the configuration as it is stored, the webhook's other settings, and whether there was a secret. */
const snapshot = z.object({
  name: z.string(),
  eventName: z.string(),
  enabled: z.boolean(),
  disabledReason: z.string().nullable().default(null),
  hasAuthSecret: z.boolean(),
  configuration: z.json(),
});

/**
 * Keeps a webhook as a change left it, with the actor who made the change, in that change's transaction. It does not keep the
 * authentication's secret, so a secret that was replaced or cleared is gone. Headers and OAuth parameters stay sealed as in the
 * row.
 */
export async function recordVersion(input: {
  tx: Transaction;
  webhook: Webhook;
  change: WebhookChange;
  actor: Actor;
  isSecretChanged?: boolean;
  /** The version that was restored; only for the change `restored`. */
  restoredFrom?: number | undefined;
}): Promise<void> {
  const { tx, webhook, change, actor, isSecretChanged = false, restoredFrom } = input;
  const { name, eventName, enabled, disabledReason, authSecret } = webhook;
  await tx.webhookVersion.create({
    data: {
      webhookId: webhook.id,
      version: webhook.version,
      organizationId: webhook.organizationId,
      change,
      actorType: actor.type,
      actorId: actorId(actor),
      isSecretChanged,
      restoredFrom: restoredFrom ?? null,
      snapshot: {
        ...{ name, eventName, enabled, disabledReason },
        hasAuthSecret: authSecret !== null,
        configuration: readConfiguration(webhook),
      } satisfies z.input<typeof snapshot>,
      createdAt: webhook.updatedAt,
    },
  });
}

/**
 * Returns a version of a webhook as its WebhookConfig, to be compared or restored: it holds all values. `current` is the webhook
 * as it is. A version does not keep the secret.
 */
export function readVersion(input: { version: WebhookVersion; current: Webhook; vault: Vault }): ComparedConfig {
  const { hasAuthSecret, ...kept } = snapshot.parse(input.version.snapshot);
  const webhook: Webhook = { ...input.current, ...kept, authSecret: hasAuthSecret ? "" : null };
  return { config: serializeWebhook({ webhook, vault: input.vault, areValuesShown: true }), hasSecret: hasAuthSecret };
}

/** Returns the webhook as it is now, to be compared with a version. */
export function readCurrent({ current, vault }: { current: Webhook; vault: Vault }): ComparedConfig {
  return { config: serializeWebhook({ webhook: current, vault, areValuesShown: true }), hasSecret: current.authSecret !== null };
}
