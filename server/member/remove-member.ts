import { type MemberReference, memberReference } from "@/domain/member/member";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { assertAnotherOwner } from "@/server/member/assert-another-owner";
import { getMemberInTenant } from "@/server/member/find-member";
import { lockMembers } from "@/server/member/lock-members";
import { assertRecentlyProven } from "@/server/session/assert-recently-proven";

/**
 * Removes a member from the organization, from their next request on. Their account and the things they made stay. Owners may
 * remove anyone; everyone may leave. Throws PosternError `not_found`, and `conflict` for the last owner.
 */
export async function removeMember({ ctx, input }: { ctx: Context; input: MemberReference }): Promise<void> {
  const { userId } = parseInput(memberReference, input);
  const isLeaving = ctx.actor.type === "user" && ctx.actor.userId === userId;
  authorise(ctx, isLeaving ? "read" : "admin");
  if (!isLeaving) assertRecentlyProven(ctx);
  const { organizationId } = ctx.tenant;
  await ctx.db.$transaction(async (tx) => {
    await lockMembers({ tx, organizationId });
    const member = await getMemberInTenant({ tx, organizationId, userId });
    if (member.role === "owner") await assertAnotherOwner({ tx, organizationId, userId });
    await tx.membership.delete({ where: { organizationId_userId: { organizationId, userId } } });
    const target = { type: "user", id: userId, name: member.user.name } as const;
    await recordAudit({ tx, ctx, action: isLeaving ? "member.left" : "member.removed", target, details: { role: member.role } });
  });
}
