import { PosternError } from "@/domain/errors";
import type { Transaction } from "@/server/platform/db";

/** Throws PosternError `conflict` where nobody but this user is an owner: an organization without one cannot be helped. */
export async function assertAnotherOwner(input: { tx: Transaction; organizationId: string; userId: string }): Promise<void> {
  const { tx, organizationId, userId } = input;
  const others = await tx.membership.count({ where: { organizationId, role: "owner", userId: { not: userId } } });
  if (others > 0) return;
  throw new PosternError("conflict", "This is the organization's last owner. Make someone else an owner first.");
}
