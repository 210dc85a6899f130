import { findReferences } from "@/domain/environment/references";
import { type Addresses, addressesOf, type MovedOrigins } from "@/domain/webhook/moved-origins";
import { referringTexts } from "@/domain/webhook/referring-texts";
import { isShownHeader, isShownParameter } from "@/domain/webhook/shown-values";
import type { WebhookConfiguration } from "@/domain/webhook/webhook-configuration";
import { findMoved } from "@/server/environment/find-moved-origins";
import { NO_VARIABLES, readVariables, type Variables } from "@/server/environment/resolve-references";
import type { Transaction } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";
import { openConfiguration, readConfiguration } from "@/server/webhook-row/stored-configuration";

/** A webhook that a variable's new value leads to another origin. */
export interface MovedWebhook {
  id: string;
  name: string;
  before: Addresses;
  moved: MovedOrigins;
  /** True when it would take a stored secret there: its authentication's, a header's, a parameter's, or a secret variable. */
  hasSecrets: boolean;
}

/**
 * Returns the webhooks whose URL or token endpoint leads to another origin once the variable has this value, ordered by name.
 * Disabled and incomplete ones count, deleted ones do not.
 */
export async function findMovedWebhooks(input: {
  tx: Transaction;
  vault: Vault;
  organizationId: string;
  key: string;
  value: string;
}): Promise<MovedWebhook[]> {
  const { tx, vault, organizationId, key, value } = input;
  const rows = await tx.webhook.findMany({
    where: { organizationId, deletedAt: null },
    select: { id: true, name: true, configuration: true, authSecret: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  const led = rows.flatMap((row) => {
    const stored = readConfiguration(row);
    const addresses = addressesOf(stored);
    const isLed = Object.values(addresses).some((address) => findReferences(address ?? "").includes(key));
    return isLed ? [{ ...row, addresses, configuration: openConfiguration({ vault, webhookId: row.id, stored }) }] : [];
  });
  if (led.length === 0) return [];
  const wanted = new Set(led.flatMap(({ configuration }) => referringTexts(configuration).flatMap(findReferences)));
  const variables =
    (await readVariables({ db: tx, vault, wanted: new Map([[organizationId, wanted]]) })).get(organizationId) ?? NO_VARIABLES;
  const changed: Variables = new Map([...variables, [key, { value, isSecret: false, hosts: [] }]]);
  return led.flatMap(({ id, name, addresses, configuration, authSecret }) => {
    const moved = findMoved({ addresses, variables }, { addresses, variables: changed });
    if (!moved.url && !moved.tokenEndpoint) return [];
    const hasSecrets = authSecret !== null || holdsSecrets(configuration, variables);
    return [{ id, name, before: addresses, moved, hasSecrets }];
  });
}

function holdsSecrets(configuration: WebhookConfiguration, variables: Variables): boolean {
  const { auth, payloadConfiguration } = configuration;
  const headers = Object.entries(payloadConfiguration.custom_headers).map(([name, value]) => ({ name, value }));
  const parameters = auth.authType === "OAUTH_CLIENT_CREDENTIALS" ? auth.customParameters : [];
  const keys = referringTexts(configuration).flatMap(findReferences);
  return (
    headers.some((header) => !isShownHeader(header)) ||
    parameters.some((parameter) => !isShownParameter(parameter)) ||
    keys.some((key) => variables.get(key)?.isSecret)
  );
}
