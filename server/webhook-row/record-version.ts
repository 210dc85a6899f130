import type { WebhookChange } from "@/domain/webhook/webhook-version";
import type { Webhook } from "@/prisma/generated/client";
import { actorId } from "@/server/actor-id";
import type { Actor } from "@/server/context";
import type { Transaction } from "@/server/platform/db";

/**
 * Keeps a webhook as a change left it, with who made it; part of that change's transaction. The authentication's secret is not
 * kept: a secret that was replaced or cleared is gone. Headers and OAuth parameters stay sealed as they are in the row.
 */
export async function recordVersion(input: {
  tx: Transaction;
  webhook: Webhook;
  change: WebhookChange;
  actor: Actor;
  isSecretChanged?: boolean;
  /** Of a `restored` one: the version that it is again. */
  restoredFrom?: number | undefined;
}): Promise<void> {
  const { tx, webhook, change, actor, isSecretChanged = false, restoredFrom } = input;
  const { authSecret, ...kept } = webhook;
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
      snapshot: JSON.parse(JSON.stringify({ ...kept, hasAuthSecret: authSecret !== null })),
      createdAt: webhook.updatedAt,
    },
  });
}
