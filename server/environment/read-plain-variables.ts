import { openVariable } from "@/server/environment/sealed-variable";
import type { Database } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";

/**
 * Returns the value of `$env` for each organization: a JSON object of its variables that are not secret, because an expression
 * could send a value anywhere. A variable that was sealed with another key is left out.
 */
export async function readPlainVariables(input: {
  db: Database;
  vault: Vault;
  organizationIds: readonly string[];
}): Promise<ReadonlyMap<string, string>> {
  const { db, vault, organizationIds } = input;
  const rows = await db.environmentVariable.findMany({ where: { organizationId: { in: [...organizationIds] }, isSecret: false } });
  const found = new Map<string, Record<string, string>>();
  for (const variable of rows) {
    const ofOrganization = found.get(variable.organizationId) ?? {};
    found.set(variable.organizationId, ofOrganization);
    const opened = openVariable({ vault, variable });
    if (opened) ofOrganization[variable.key] = opened.value;
  }
  return new Map([...found].map(([organizationId, variables]) => [organizationId, JSON.stringify(variables)]));
}
