import { PosternError } from "@/domain/errors";
import { type InvitationReference, invitationReference } from "@/domain/invitation/invitation";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { lockMembers } from "@/server/member/lock-members";

/** Ends an open invitation, whose link is then refused. For owners. Throws PosternError `not_found`, also for one that was used. */
export async function revokeInvitation({ ctx, input }: { ctx: Context; input: InvitationReference }): Promise<void> {
  authorise(ctx, "admin");
  const { invitationId: id } = parseInput(invitationReference, input);
  const { organizationId } = ctx.tenant;
  await ctx.db.$transaction(async (tx) => {
    await lockMembers({ tx, organizationId });
    const [revoked] = await tx.invitation.updateManyAndReturn({
      where: { id, organizationId, acceptedAt: null, revokedAt: null },
      data: { revokedAt: ctx.clock.now() },
    });
    if (!revoked) throw new PosternError("not_found", `This organization has no open invitation with the id ${id}.`);
    await recordAudit({ tx, ctx, action: "invitation.revoked", target: { type: "invitation", id, name: revoked.email } });
  });
}
