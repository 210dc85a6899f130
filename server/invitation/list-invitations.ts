import type { Invitation } from "@/domain/invitation/invitation";
import { MAX_MEMBERS } from "@/domain/member/member";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { serializeInvitation } from "@/server/invitation/serialize-invitation";

/** Returns the organization's invitations that are neither accepted nor revoked, even expired ones, newest first. For owners. */
export async function listInvitations({ ctx }: { ctx: Context }): Promise<Invitation[]> {
  authorise(ctx, "admin");
  const { organizationId } = ctx.tenant;
  const invitations = await ctx.db.invitation.findMany({
    where: { organizationId, acceptedAt: null, revokedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MAX_MEMBERS,
  });
  const inviterIds = [...new Set(invitations.flatMap(({ invitedBy }) => invitedBy ?? []))];
  const inviters = await ctx.db.membership.findMany({
    where: { organizationId, userId: { in: inviterIds } },
    select: { userId: true, user: { select: { name: true } } },
  });
  const names = new Map(inviters.map(({ userId, user }) => [userId, user.name]));
  const now = ctx.clock.now();
  return invitations.map((invitation) => serializeInvitation({ invitation, now, inviters: names }));
}
