import { DAY_MS } from "@/domain/duration";
import { PosternError } from "@/domain/errors";
import { newId } from "@/domain/ids";
import { INVITATION_DAYS, type Invitation, newInvitation } from "@/domain/invitation/invitation";
import { MAX_MEMBERS } from "@/domain/member/member";
import { parseInput } from "@/domain/parse-input";
import { actorId } from "@/server/actor-id";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { generateInvitationToken, hashInvitationToken } from "@/server/invitation/invitation-token";
import { openAt } from "@/server/invitation/open-invitations";
import { serializeInvitation } from "@/server/invitation/serialize-invitation";
import { lockMembers } from "@/server/member/lock-members";
import { assertRecentlyProven } from "@/server/session/assert-recently-proven";

/**
 * Invites an e-mail address into the organization for seven days. Returns the invitation with the token of its link, which no
 * other answer shows. An earlier invitation of that address ends. For owners. Throws PosternError `invalid_input`, and `conflict`
 * for a person who is a member already and at the limit of members.
 */
export async function createInvitation({
  ctx,
  input,
}: {
  ctx: Context;
  input: unknown;
}): Promise<{ invitation: Invitation; token: string }> {
  authorise(ctx, "admin");
  assertRecentlyProven(ctx);
  const { email, role } = parseInput(newInvitation, input);
  const { organizationId } = ctx.tenant;
  const now = ctx.clock.now();
  const token = generateInvitationToken();
  const row = await ctx.db.$transaction(async (tx) => {
    await lockMembers({ tx, organizationId });
    const member = await tx.membership.findFirst({ where: { organizationId, user: { email } }, select: { role: true } });
    if (member) throw new PosternError("conflict", `${email} is a member already, as ${member.role}.`);
    const open = { organizationId, ...openAt(now) };
    await tx.invitation.updateMany({ where: { ...open, email }, data: { revokedAt: now } });
    const people = (await tx.membership.count({ where: { organizationId } })) + (await tx.invitation.count({ where: open }));
    if (people >= MAX_MEMBERS) throw new PosternError("conflict", `An organization has at most ${MAX_MEMBERS} members and invitations.`);
    const created = await tx.invitation.create({
      data: {
        id: newId("invitation"),
        organizationId,
        email,
        role,
        tokenHash: hashInvitationToken(token),
        invitedBy: actorId(ctx.actor),
        createdAt: now,
        expiresAt: new Date(now.getTime() + INVITATION_DAYS * DAY_MS),
      },
    });
    const target = { type: "invitation", id: created.id, name: email } as const;
    await recordAudit({ tx, ctx, action: "invitation.created", target, details: { role } });
    return created;
  });
  return { invitation: serializeInvitation({ invitation: row, now, inviters: new Map() }), token };
}
