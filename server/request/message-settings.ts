import { DEFAULT_PAYLOAD_CONFIGURATION } from "@/domain/webhook/payload-configuration";
import { webhookConfigAnswer } from "@/domain/webhook/webhook-config";
import type { Webhook } from "@/prisma/generated/client";
import { readPlainVariables } from "@/server/environment/read-plain-variables";
import type { Database } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";
import type { MessageSettings } from "@/server/request/build-message";
import { mayReadVariables } from "@/server/transform/evaluator";
import { compileWebhookFilter } from "@/server/webhook-row/compile-webhook-filter";
import { payloadTogglesOf } from "@/server/webhook-row/payload-toggles";

/** Everything is sent, as it is by default. */
export const PLAIN_MESSAGES: MessageSettings = {
  payloadSettings: { format: "entity_envelope", toggles: DEFAULT_PAYLOAD_CONFIGURATION },
  filter: null,
  jsonataExpression: null,
  plainVariables: null,
};

type MessageColumns = Pick<
  Webhook,
  | "filter"
  | "filterConditions"
  | "hydrateEntity"
  | "includeRelations"
  | "includeActivity"
  | "includeChangedAttributes"
  | "payloadFormat"
  | "jsonataExpression"
>;

/** What a webhook's row says of its messages; its variables are read for each batch, by `withPlainVariables`. */
export function messageSettingsOf(webhook: MessageColumns): MessageSettings {
  const { payloadFormat, jsonataExpression } = webhook;
  return {
    payloadSettings: { format: webhookConfigAnswer.shape.payloadFormat.parse(payloadFormat), toggles: payloadTogglesOf(webhook) },
    filter: compileWebhookFilter(webhook),
    jsonataExpression,
    plainVariables: null,
  };
}

/** Whether one of its expressions may ask for environment variables. */
export function asksForVariables({ filter, jsonataExpression }: MessageSettings): boolean {
  return [...(filter?.expressions ?? []), jsonataExpression ?? ""].some(mayReadVariables);
}

/** The same settings by webhook id, with the organization's plain variables as they are now wherever an expression may ask for them. */
export async function withPlainVariables<Settings extends MessageSettings>(input: {
  db: Database;
  vault: Vault;
  claims: readonly { webhookId: string; organizationId: string }[];
  targets: Map<string, Settings>;
}): Promise<ReadonlyMap<string, Settings>> {
  const { db, vault, claims, targets } = input;
  const asking = new Map<string, string>();
  for (const { webhookId, organizationId } of claims) {
    const settings = targets.get(webhookId);
    if (settings && asksForVariables(settings)) asking.set(webhookId, organizationId);
  }
  if (asking.size === 0) return targets;
  const variables = await readPlainVariables({ db, vault, organizationIds: [...new Set(asking.values())] });
  for (const [webhookId, organizationId] of asking) {
    const settings = targets.get(webhookId);
    if (settings) targets.set(webhookId, { ...settings, plainVariables: variables.get(organizationId) ?? "{}" });
  }
  return targets;
}
