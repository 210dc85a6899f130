import { PosternError } from "@/domain/errors";
import type { EnvironmentVariable } from "@/prisma/generated/client";
import type { Database, Transaction } from "@/server/platform/db";

/** Returns a variable by its key. Throws PosternError `not_found` for an unknown key and for another organization's variable. */
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
