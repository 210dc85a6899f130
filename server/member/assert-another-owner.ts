import { PosternError } from "@/domain/errors";
import type { Transaction } from "@/server/platform/db";

/** Throws PosternError `conflict` when this user is the only owner, because an organization without an owner cannot be helped. */
export async function assertAnotherOwner(input: { tx: Transaction; organizationId: string; userId: string }): Promise<void> {
  const { tx, organizationId, userId } = input;
  const others = await tx.membership.count({ where: { organizationId, role: "owner", userId: { not: userId } } });
  if (others > 0) return;
  throw new PosternError("conflict", "This is the organization's last owner. Make someone else an owner first.");
}
