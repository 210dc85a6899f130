import type { Invitation as InvitationRow } from "@/prisma/generated/client";
import { recordAudit } from "@/server/audit/record-audit";
import type { Transaction } from "@/server/platform/db";

/** Makes the user a member with the role of the locked invitation. A user who is a member already keeps the role they have. */
export async function joinByInvitation(input: {
  tx: Transaction;
  invitation: InvitationRow;
  user: { id: string; name: string };
  now: Date;
}): Promise<void> {
  const { tx, invitation, user, now } = input;
  const { organizationId, role } = invitation;
  await tx.invitation.update({ where: { id: invitation.id, organizationId }, data: { acceptedAt: now } });
  const where = { organizationId_userId: { organizationId, userId: user.id } };
  if (await tx.membership.findUnique({ where, select: { role: true } })) return;
  await tx.membership.create({ data: { organizationId, userId: user.id, role, createdAt: now } });
  const ctx = { tenant: { organizationId }, actor: { type: "user", userId: user.id, role } } as const;
  await recordAudit({ tx, ctx, action: "member.joined", target: { type: "user", id: user.id, name: user.name }, details: { role } });
}
