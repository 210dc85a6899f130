import { PosternError } from "@/domain/errors";
import type { Invitation as InvitationRow } from "@/prisma/generated/client";
import { hashInvitationToken } from "@/server/invitation/invitation-token";
import { lockMembers } from "@/server/member/lock-members";
import type { Transaction } from "@/server/platform/db";

/** Invitations that can still be accepted at this moment. */
export function openAt(now: Date) {
  return { acceptedAt: null, revokedAt: null, expiresAt: { gt: now } } as const;
}

/**
 * The open invitation of a link, with the organization's members locked: it is accepted once. Throws PosternError `not_found` for any
 * other.
 */
export async function lockOpenInvitation(input: { tx: Transaction; token: string; now: Date }): Promise<InvitationRow> {
  const { tx, token, now } = input;
  const where = { tokenHash: hashInvitationToken(token), ...openAt(now) };
  const seen = await tx.invitation.findFirst({ where, select: { organizationId: true } });
  if (seen) await lockMembers({ tx, organizationId: seen.organizationId });
  const invitation = seen && (await tx.invitation.findFirst({ where }));
  if (invitation) return invitation;
  throw new PosternError("not_found", "This invitation has expired, was revoked or has been used. Ask for a new link.");
}

/** All open invitations of an address, with the members of their organizations locked; one after the other by id, as everybody does. */
export async function lockOpenInvitationsOf(input: { tx: Transaction; email: string; now: Date }): Promise<InvitationRow[]> {
  const { tx, email, now } = input;
  const where = { email, ...openAt(now) };
  const seen = await tx.invitation.findMany({ where, select: { organizationId: true }, orderBy: { organizationId: "asc" } });
  const organizationIds = [...new Set(seen.map(({ organizationId }) => organizationId))];
  for (const organizationId of organizationIds) await lockMembers({ tx, organizationId });
  return tx.invitation.findMany({ where: { ...where, organizationId: { in: organizationIds } } });
}
