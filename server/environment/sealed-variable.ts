import type { EnvironmentVariable } from "@/prisma/generated/client";
import type { Vault } from "@/server/platform/vault";

/** An environment variable with its value in the open. It never leaves the process. */
export interface OpenedVariable {
  value: string;
  isSecret: boolean;
  /** The hosts that a secret one may be sent to; empty for any. */
  hosts: readonly string[];
}

function variablePurpose(organizationId: string, key: string): string {
  return `organization:${organizationId}:environment:${key}`;
}

export function sealVariable(input: { vault: Vault; organizationId: string; key: string; value: string }): string {
  return input.vault.seal(input.value, variablePurpose(input.organizationId, input.key));
}

/**
 * Returns the opened variable, or null when it was sealed for another organization or key, or with another vault's key. It does
 * not throw, so that only the webhooks that use the variable fail.
 */
export function openVariable({ vault, variable }: { vault: Vault; variable: EnvironmentVariable }): OpenedVariable | null {
  const { organizationId, key, value, isSecret, hosts } = variable;
  try {
    return { value: vault.open(value, variablePurpose(organizationId, key)), isSecret, hosts };
  } catch {
    return null;
  }
}
