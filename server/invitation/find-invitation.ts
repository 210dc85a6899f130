import type { Role } from "@/domain/user/roles";
import { hashInvitationToken } from "@/server/invitation/invitation-token";
import { openAt } from "@/server/invitation/open-invitations";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";

/** The details that the holder of an invitation's link may see. */
export interface OpenInvitation {
  email: string;
  role: Role;
  organizationName: string;
  inviterName: string | null;
  /** True when this address has an account: its user signs in instead of choosing a password. */
  hasAccount: boolean;
}

/**
 * Returns the open invitation of a link. Returns null for one that is unknown, expired, revoked or used, without saying which.
 * The link alone authorises, so there is no tenant yet.
 */
export async function findInvitation(input: { db: Database; clock: Clock; token: string }): Promise<OpenInvitation | null> {
  const { db, clock, token } = input;
  const invitation = await db.invitation.findFirst({
    where: { tokenHash: hashInvitationToken(token), ...openAt(clock.now()) },
    select: { email: true, role: true, invitedBy: true, organizationId: true, organization: { select: { name: true } } },
  });
  if (!invitation) return null;
  const { email, role, invitedBy, organizationId, organization } = invitation;
  const inviter = invitedBy
    ? await db.membership.findFirst({ where: { organizationId, userId: invitedBy }, select: { user: { select: { name: true } } } })
    : null;
  const account = await db.user.findUnique({ where: { email }, select: { id: true } });
  return { email, role, organizationName: organization.name, inviterName: inviter?.user.name ?? null, hasAccount: account !== null };
}
