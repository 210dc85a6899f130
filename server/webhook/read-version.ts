import { z } from "zod";
import type { ComparedConfig } from "@/domain/webhook/diff-configs";
import type { Webhook, WebhookVersion } from "@/prisma/generated/client";
import type { Vault } from "@/server/platform/vault";
import { serializeWebhook } from "@/server/webhook-row/serialize-webhook";

const kept = z.looseObject({ hasAuthSecret: z.boolean(), createdAt: z.coerce.date(), updatedAt: z.coerce.date() });

/**
 * A version of a webhook as its WebhookConfig. `current` is the webhook as it is: a column that is younger than the version is taken
 * from there. The secret itself is not kept with a version.
 */
export function readVersion(input: { version: WebhookVersion; current: Webhook; vault: Vault }): ComparedConfig {
  const { hasAuthSecret, ...columns } = kept.parse(input.version.snapshot);
  const webhook: Webhook = { ...input.current, ...columns, authSecret: hasAuthSecret ? "" : null };
  return { config: serializeWebhook({ webhook, vault: input.vault }), hasSecret: hasAuthSecret };
}

/** The webhook as it is now, to be compared with a version. */
export function readCurrent({ current, vault }: { current: Webhook; vault: Vault }): ComparedConfig {
  return { config: serializeWebhook({ webhook: current, vault }), hasSecret: current.authSecret !== null };
}
