import { PosternError } from "@/domain/errors";
import type { Role } from "@/domain/user/roles";
import type { Transaction } from "@/server/platform/db";

/**
 * Lets one change of an organization's members and invitations happen after the other, so that two of them together leave an owner,
 * too. Comes before every other lock of its transaction; what was read before it is read again.
 */
export async function lockMembers({ tx, organizationId }: { tx: Transaction; organizationId: string }): Promise<void> {
  await tx.$executeRaw`select 1 from organization where id = ${organizationId} for update`;
}

/** The one way to a member. Throws PosternError `not_found` for who is none of this organization's, whoever else's they are. */
export async function getMemberInTenant(input: {
  tx: Transaction;
  organizationId: string;
  userId: string;
}): Promise<{ role: Role; user: { name: string; email: string } }> {
  const { tx, organizationId, userId } = input;
  const member = await tx.membership.findUnique({
    where: { organizationId_userId: { organizationId, userId } },
    select: { role: true, user: { select: { name: true, email: true } } },
  });
  if (member) return member;
  throw new PosternError("not_found", `This organization has no member with the id ${userId}.`);
}

/** Throws PosternError `conflict` where nobody but this user is an owner: an organization without one cannot be helped. */
export async function assertAnotherOwner(input: { tx: Transaction; organizationId: string; userId: string }): Promise<void> {
  const { tx, organizationId, userId } = input;
  const others = await tx.membership.count({ where: { organizationId, role: "owner", userId: { not: userId } } });
  if (others > 0) return;
  throw new PosternError("conflict", "This is the organization's last owner. Make someone else an owner first.");
}
