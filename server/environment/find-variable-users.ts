import type { VariableUser } from "@/domain/environment/environment-variable";
import { findReferences } from "@/domain/environment/references";
import { Prisma, type Webhook } from "@/prisma/generated/client";
import { findExpressionReferences } from "@/server/environment/find-expression-references";
import type { Database, Transaction } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";
import { authSettings } from "@/server/webhook-row/auth-columns";
import { compileWebhookFilter } from "@/server/webhook-row/compile-webhook-filter";
import { openHeaders, openParameters } from "@/server/webhook-row/sealed-settings";

const COLUMNS = {
  ...{ id: true, name: true, url: true, authSettings: true, authParameters: true, customHeaders: true },
  ...{ filter: true, filterConditions: true, jsonataExpression: true },
} as const;
type ReferringColumns = Pick<Webhook, keyof typeof COLUMNS>;

/**
 * The webhooks of an organization by the keys of the variables that they refer to, in the order of their names; disabled and
 * incomplete ones as well, deleted ones not, by `{{ env.key }}` or by `$env` in an expression. A key that nobody refers to is not there.
 */
export async function findVariableUsers(input: {
  db: Database | Transaction;
  vault: Vault;
  organizationId: string;
}): Promise<ReadonlyMap<string, readonly VariableUser[]>> {
  const { db, vault, organizationId } = input;
  const webhooks = await db.webhook.findMany({
    where: {
      organizationId,
      deletedAt: null,
      OR: [
        ...[{ url: { contains: "{{" } }, { authType: { not: "NONE" as const } }, { customHeaders: { not: null } }],
        ...[{ filterConditions: { not: Prisma.DbNull } }, { jsonataExpression: { not: null } }],
      ],
    },
    select: COLUMNS,
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  const variables = await db.environmentVariable.findMany({ where: { organizationId }, select: { key: true } });
  const keys = variables.map(({ key }) => key);
  const users = new Map<string, VariableUser[]>();
  for (const webhook of webhooks) {
    const { id, name } = webhook;
    const inTexts = referringTexts({ vault, webhook }).flatMap(findReferences);
    const inExpressions = expressionsOf(webhook).flatMap((expression) => findExpressionReferences({ expression, keys }));
    for (const key of new Set([...inTexts, ...inExpressions])) {
      users.set(key, [...(users.get(key) ?? []), { id, name }]);
    }
  }
  return users;
}

/** Everything of a webhook in which an attempt resolves references (server/request/resolve-endpoint.ts). */
function referringTexts({ vault, webhook }: { vault: Vault; webhook: ReferringColumns }): string[] {
  const { id: webhookId, url, customHeaders, authParameters } = webhook;
  const { secretReference, username, clientId, endpoint } = authSettings.parse(webhook.authSettings);
  const texts = [url, secretReference, username, clientId, endpoint].filter((text) => typeof text === "string");
  const headers = openHeaders({ vault, webhookId, sealed: customHeaders });
  const parameters = openParameters({ vault, webhookId, sealed: authParameters });
  return [...texts, ...Object.values(headers), ...parameters.map(({ value }) => value)];
}

function expressionsOf(webhook: ReferringColumns): readonly string[] {
  const { jsonataExpression } = webhook;
  return [...(compileWebhookFilter(webhook)?.expressions ?? []), ...(jsonataExpression === null ? [] : [jsonataExpression])];
}
