import type { Transaction } from "@/server/platform/db";

/**
 * Lets one change of an organization's members and invitations happen after the other, so that two of them together leave an owner,
 * too. Comes before every other lock of its transaction; what was read before it is read again.
 */
export async function lockMembers({ tx, organizationId }: { tx: Transaction; organizationId: string }): Promise<void> {
  await tx.$executeRaw`select 1 from organization where id = ${organizationId} for update`;
}
