import { MAX_VARIABLES } from "@/domain/environment/environment-variable";
import { PosternError } from "@/domain/errors";
import type { Transaction } from "@/server/platform/db";

/**
 * Locks the organization's row for the transaction. It is the first statement of every transaction that changes variables. Such
 * transactions then come one after the other, and after changes of webhooks, which lock the same row. What they have read or
 * counted stays true.
 */
export async function lockVariables({ tx, organizationId }: { tx: Transaction; organizationId: string }): Promise<void> {
  await tx.$queryRaw`select 1 from organization where id = ${organizationId} for no key update`;
}

/** Throws PosternError `conflict` when the organization has the most variables it may have. */
export async function assertRoomForOneMore({ tx, organizationId }: { tx: Transaction; organizationId: string }): Promise<void> {
  if ((await tx.environmentVariable.count({ where: { organizationId } })) < MAX_VARIABLES) return;
  const message = `This organization has ${MAX_VARIABLES} environment variables, the most it may have. Delete one that is not used.`;
  throw new PosternError("conflict", message);
}
