import { type RoleChange, roleChange } from "@/domain/member/member";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { assertAnotherOwner } from "@/server/member/assert-another-owner";
import { getMemberInTenant } from "@/server/member/find-member";
import { lockMembers } from "@/server/member/lock-members";
import { assertRecentlyProven } from "@/server/session/assert-recently-proven";

/**
 * Gives a member another role, which holds from their next request on. For owners. Throws PosternError `not_found`, and
 * `conflict` when the member is the last owner.
 */
export async function changeMemberRole({ ctx, input }: { ctx: Context; input: RoleChange }): Promise<void> {
  authorise(ctx, "admin");
  assertRecentlyProven(ctx);
  const { userId, role } = parseInput(roleChange, input);
  const { organizationId } = ctx.tenant;
  await ctx.db.$transaction(async (tx) => {
    await lockMembers({ tx, organizationId });
    const member = await getMemberInTenant({ tx, organizationId, userId });
    if (member.role === role) return;
    if (member.role === "owner") await assertAnotherOwner({ tx, organizationId, userId });
    await tx.membership.update({ where: { organizationId_userId: { organizationId, userId } }, data: { role } });
    const target = { type: "user", id: userId, name: member.user.name } as const;
    await recordAudit({ tx, ctx, action: "member.role_changed", target, details: { from: member.role, to: role } });
  });
}
