import { PosternError } from "@/domain/errors";
import type { Role } from "@/domain/user/roles";
import type { Transaction } from "@/server/platform/db";

/** Returns a member of the organization. Throws PosternError `not_found` for any other user, even a member of another organization. */
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
