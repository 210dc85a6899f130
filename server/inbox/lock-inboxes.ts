import { PosternError } from "@/domain/errors";
import { MAX_INBOXES } from "@/domain/inbox/inbox";
import type { Transaction } from "@/server/platform/db";

/**
 * Locks the organization's row, as the first statement of the transaction that makes an inbox. Two at once then count one after
 * the other.
 */
export async function lockInboxes({ tx, organizationId }: { tx: Transaction; organizationId: string }): Promise<void> {
  await tx.$queryRaw`select 1 from organization where id = ${organizationId} for no key update`;
}

/** Throws PosternError `conflict` when the organization has the most inboxes it may have. */
export async function assertRoomForOneMore({ tx, organizationId }: { tx: Transaction; organizationId: string }): Promise<void> {
  if ((await tx.inbox.count({ where: { organizationId } })) < MAX_INBOXES) return;
  throw new PosternError("conflict", `This organization has ${MAX_INBOXES} inboxes, the most it may have. Delete one that is not used.`);
}
