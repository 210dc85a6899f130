import { PosternError } from "@/domain/errors";
import type { Invitation as InvitationRow } from "@/prisma/generated/client";
import { hashInvitationToken } from "@/server/invitation/invitation-token";
import { lockMembers } from "@/server/member/lock-members";
import type { Transaction } from "@/server/platform/db";

/** Returns the condition for invitations that can still be accepted at this moment. */
export function openAt(now: Date) {
  return { acceptedAt: null, revokedAt: null, expiresAt: { gt: now } } as const;
}

/**
 * Returns the open invitation of a link. It locks the organization's members, so that the invitation is accepted only once.
 * Throws PosternError `not_found` for any other.
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

/**
 * Returns all open invitations of an address. It locks the members of their organizations one after the other, by id, as every
 * such transaction does.
 */
export async function lockOpenInvitationsOf(input: { tx: Transaction; email: string; now: Date }): Promise<InvitationRow[]> {
  const { tx, email, now } = input;
  const where = { email, ...openAt(now) };
  const seen = await tx.invitation.findMany({ where, select: { organizationId: true }, orderBy: { organizationId: "asc" } });
  const organizationIds = [...new Set(seen.map(({ organizationId }) => organizationId))];
  for (const organizationId of organizationIds) await lockMembers({ tx, organizationId });
  return tx.invitation.findMany({ where: { ...where, organizationId: { in: organizationIds } } });
}
