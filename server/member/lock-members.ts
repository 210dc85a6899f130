import type { Transaction } from "@/server/platform/db";

/**
 * Locks the organization, so that changes of its members and invitations come one after the other. Two changes at once then
 * cannot remove the last owner. Comes before every other lock of its transaction; values that were read earlier are read again.
 */
export async function lockMembers({ tx, organizationId }: { tx: Transaction; organizationId: string }): Promise<void> {
  await tx.$executeRaw`select 1 from organization where id = ${organizationId} for update`;
}
