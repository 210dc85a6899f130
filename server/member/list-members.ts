import type { Member } from "@/domain/member/member";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";

/** Returns the organization's members in the order in which they joined; there are at most 500 (domain/member/member.ts). */
export async function listMembers({ ctx }: { ctx: Context }): Promise<Member[]> {
  authorise(ctx, "read");
  const members = await ctx.db.membership.findMany({
    where: { organizationId: ctx.tenant.organizationId },
    orderBy: [{ createdAt: "asc" }, { userId: "asc" }],
    select: { userId: true, role: true, createdAt: true, user: { select: { name: true, email: true } } },
  });
  return members.map(({ userId, role, createdAt, user }) => ({
    userId,
    name: user.name,
    email: user.email,
    role,
    joinedAt: createdAt.toISOString(),
  }));
}
