import type { EnvironmentVariableAnswer, VariableUser } from "@/domain/environment/environment-variable";
import type { EnvironmentVariable } from "@/prisma/generated/client";
import { openVariable } from "@/server/environment/sealed-variable";
import type { Vault } from "@/server/platform/vault";

/**
 * Returns a variable's row as the API shows it. It copies field by field, and gives the value only when it is not secret and can
 * be opened.
 */
export function serializeEnvironmentVariable(input: {
  variable: EnvironmentVariable;
  vault: Vault;
  users: ReadonlyMap<string, readonly VariableUser[]>;
}): EnvironmentVariableAnswer {
  const { variable, vault, users } = input;
  const { key, isSecret, hosts } = variable;
  const opened = isSecret ? null : openVariable({ vault, variable });
  return {
    key,
    type: isSecret ? "SecretString" : "String",
    ...(opened ? { value: opened.value } : {}),
    ...(hosts.length > 0 ? { hosts } : {}),
    created_at: variable.createdAt.toISOString(),
    updated_at: variable.updatedAt.toISOString(),
    webhooks: (users.get(key) ?? []).map(({ id, name }) => ({ id, name })),
  };
}
