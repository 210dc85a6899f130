import { MAX_VARIABLES } from "@/domain/environment/environment-variable";
import { PosternError } from "@/domain/errors";
import type { Transaction } from "@/server/platform/db";

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
