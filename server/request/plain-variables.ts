import { readPlainVariables } from "@/server/environment/read-plain-variables";
import type { Database } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";
import type { MessageSettings } from "@/server/request/build-message";
import { mayReadVariables } from "@/server/transform/evaluator";

/** Checks whether one of the webhook's expressions may ask for environment variables. */
function asksForVariables({ filter, configuration }: MessageSettings): boolean {
  return [...(filter?.expressions ?? []), configuration.jsonataExpression ?? ""].some(mayReadVariables);
}

/**
 * Returns the same settings by webhook id. Those with an expression that may ask for variables get the organization's plain
 * variables as they are now.
 */
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
