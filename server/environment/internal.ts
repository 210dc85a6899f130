import { MAX_VARIABLES } from "@/domain/environment/environment-variable";
import { PosternError } from "@/domain/errors";
import type { EnvironmentVariable } from "@/prisma/generated/client";
import type { Database, Transaction } from "@/server/platform/db";
import type { Vault } from "@/server/platform/vault";

/** An environment variable with its value in the open. Never leaves the process. */
export interface OpenedVariable {
  value: string;
  isSecret: boolean;
}

function variablePurpose(organizationId: string, key: string): string {
  return `organization:${organizationId}:environment:${key}`;
}

export function sealVariable(input: { vault: Vault; organizationId: string; key: string; value: string }): string {
  return input.vault.seal(input.value, variablePurpose(input.organizationId, input.key));
}

/** Null where it was sealed for another organization or key, or with another vault's key: that must hold up nobody but those who use it. */
export function openVariable({ vault, variable }: { vault: Vault; variable: EnvironmentVariable }): OpenedVariable | null {
  const { organizationId, key, value, isSecret } = variable;
  try {
    return { value: vault.open(value, variablePurpose(organizationId, key)), isSecret };
  } catch {
    return null;
  }
}

/** Throws PosternError `not_found`, for another organization's as for none. */
export async function getVariableInTenant(input: {
  db: Database | Transaction;
  organizationId: string;
  key: string;
}): Promise<EnvironmentVariable> {
  const { db, organizationId, key } = input;
  const variable = await db.environmentVariable.findUnique({ where: { organizationId_key: { organizationId, key } } });
  if (!variable) throw new PosternError("not_found", `This organization has no environment variable ${key}.`);
  return variable;
}

/**
 * First statement of every transaction that changes the organization's variables: they come one after the other, and after
 * changes of its webhooks (which lock the same row), so that what was counted or read before still holds.
 */
export async function lockVariables({ tx, organizationId }: { tx: Transaction; organizationId: string }): Promise<void> {
  await tx.$queryRaw`select 1 from organization where id = ${organizationId} for no key update`;
}

/** Throws PosternError `conflict` where the organization has the most variables that it may have. */
export async function assertRoomForOneMore({ tx, organizationId }: { tx: Transaction; organizationId: string }): Promise<void> {
  if ((await tx.environmentVariable.count({ where: { organizationId } })) < MAX_VARIABLES) return;
  const message = `This organization has ${MAX_VARIABLES} environment variables, the most it may have. Delete one that is not used.`;
  throw new PosternError("conflict", message);
}
