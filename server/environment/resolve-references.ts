import { findReferences, replaceReferences } from "@/domain/environment/references";
import { type OpenedVariable, openVariable } from "@/server/environment/sealed-variable";
import type { Database, Transaction } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";

/** The requested variables of an organization that exist, by key; null for one that cannot be opened. */
export type Variables = ReadonlyMap<string, OpenedVariable | null>;

/** A text with its references resolved: `value` is sent; `shown` is for records and keeps secret variables as references. */
export interface ResolvedText {
  value: string;
  shown: string;
}

/** Means that a text cannot be sent: a variable is missing, or its value may not go to this place. The message names the key only. */
export class VariableError extends Error {
  override name = "VariableError";
}

export const NO_VARIABLES: Variables = new Map();

/** Returns the wanted variables by organization, read in one statement. Variables that do not exist are left out. */
export async function readVariables(input: {
  db: Database | Transaction;
  vault: Vault;
  wanted: ReadonlyMap<string, ReadonlySet<string>>;
}): Promise<ReadonlyMap<string, Variables>> {
  const { db, vault, wanted } = input;
  const found = new Map<string, Map<string, OpenedVariable | null>>();
  const places = [...wanted].filter(([, keys]) => keys.size > 0);
  if (places.length === 0) return found;
  const rows = await db.environmentVariable.findMany({
    where: { OR: places.map(([organizationId, keys]) => ({ organizationId, key: { in: [...keys] } })) },
  });
  for (const variable of rows) {
    const ofOrganization = found.get(variable.organizationId) ?? new Map<string, OpenedVariable | null>();
    found.set(variable.organizationId, ofOrganization.set(variable.key, openVariable({ vault, variable })));
  }
  return found;
}

/**
 * Resolves every `{{ env.key }}` in a text. Throws VariableError for a variable that does not exist, Error for one that cannot be
 * opened.
 */
export function resolveReferences({ text, variables }: { text: string; variables: Variables }): ResolvedText {
  const keys = findReferences(text);
  if (keys.length === 0) return { value: text, shown: text };
  for (const key of keys) {
    const variable = variables.get(key);
    if (variable === undefined) throw new VariableError(`There is no environment variable ${key}.`);
    if (variable === null) throw new Error(`The environment variable ${key} was sealed with another POSTERN_SECRET_KEY.`);
  }
  return {
    value: replaceReferences(text, (key) => variables.get(key)?.value ?? ""),
    shown: replaceReferences(text, (key) => {
      const variable = variables.get(key);
      return variable && !variable.isSecret ? variable.value : `{{ env.${key} }}`;
    }),
  };
}
