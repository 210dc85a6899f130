import type { VariableUser } from "@/domain/environment/environment-variable";
import { findReferences } from "@/domain/environment/references";
import { isExpression } from "@/domain/filter/filter-condition";
import { referringTexts } from "@/domain/webhook/referring-texts";
import type { WebhookConfiguration } from "@/domain/webhook/webhook-configuration";
import { findExpressionReferences } from "@/server/environment/find-expression-references";
import type { Database, Transaction } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";
import { openConfiguration, readConfiguration } from "@/server/webhook-row/stored-configuration";

/**
 * Returns the webhooks that refer to each of an organization's variables, by the variable's key and ordered by name. A reference
 * is `{{ env.key }}`, or `$env` in an expression. Disabled and incomplete webhooks count, deleted ones do not. A key that no
 * webhook refers to is missing.
 */
export async function findVariableUsers(input: {
  db: Database | Transaction;
  vault: Vault;
  organizationId: string;
}): Promise<ReadonlyMap<string, readonly VariableUser[]>> {
  const { db, vault, organizationId } = input;
  const webhooks = await db.webhook.findMany({
    where: { organizationId, deletedAt: null },
    select: { id: true, name: true, configuration: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  const variables = await db.environmentVariable.findMany({ where: { organizationId }, select: { key: true } });
  const keys = variables.map(({ key }) => key);
  const users = new Map<string, VariableUser[]>();
  for (const webhook of webhooks) {
    const { id, name } = webhook;
    const configuration = openConfiguration({ vault, webhookId: id, stored: readConfiguration(webhook) });
    const inTexts = referringTexts(configuration).flatMap(findReferences);
    const inExpressions = expressionsOf(configuration).flatMap((expression) => findExpressionReferences({ expression, keys }));
    for (const key of new Set([...inTexts, ...inExpressions])) {
      users.set(key, [...(users.get(key) ?? []), { id, name }]);
    }
  }
  return users;
}

function expressionsOf({ filterConditions, jsonataExpression }: WebhookConfiguration): string[] {
  const ofFilter = filterConditions?.conditions.flatMap((condition) => (isExpression(condition) ? [condition.jsonata_expression] : []));
  return [...(ofFilter ?? []), ...(jsonataExpression === null ? [] : [jsonataExpression])];
}
