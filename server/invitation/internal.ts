import { PosternError } from "@/domain/errors";
import type { Invitation as InvitationRow } from "@/prisma/generated/client";
import { recordAudit } from "@/server/audit/record-audit";
import { hashInvitationToken } from "@/server/invitation/invitation-token";
import { lockMembers } from "@/server/member/internal";
import type { Transaction } from "@/server/platform/db";

/** Invitations that can still be accepted at this moment. */
export function openAt(now: Date) {
  return { acceptedAt: null, revokedAt: null, expiresAt: { gt: now } } as const;
}

/** The open invitation of a link, locked: it is accepted once. Throws PosternError `not_found` for any other. */
export async function lockOpenInvitation(input: { tx: Transaction; token: string; now: Date }): Promise<InvitationRow> {
  const { tx, token, now } = input;
  const tokenHash = hashInvitationToken(token);
  await tx.$executeRaw`select 1 from invitation where token_hash = ${tokenHash} for update`;
  const invitation = await tx.invitation.findFirst({ where: { tokenHash, ...openAt(now) } });
  if (invitation) return invitation;
  throw new PosternError("not_found", "This invitation has expired, was revoked or has been used. Ask for a new link.");
}

/** Makes the user a member as the invitation says; a member stays what they are. */
export async function joinByInvitation(input: {
  tx: Transaction;
  invitation: InvitationRow;
  user: { id: string; name: string };
  now: Date;
}): Promise<void> {
  const { tx, invitation, user, now } = input;
  const { organizationId, role } = invitation;
  await lockMembers({ tx, organizationId });
  await tx.invitation.update({ where: { id: invitation.id, organizationId }, data: { acceptedAt: now } });
  const where = { organizationId_userId: { organizationId, userId: user.id } };
  if (await tx.membership.findUnique({ where, select: { role: true } })) return;
  await tx.membership.create({ data: { organizationId, userId: user.id, role, createdAt: now } });
  const ctx = { tenant: { organizationId }, actor: { type: "user", userId: user.id, role } } as const;
  await recordAudit({ tx, ctx, action: "member.joined", target: { type: "user", id: user.id, name: user.name }, details: { role } });
}
