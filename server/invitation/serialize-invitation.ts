import type { Invitation } from "@/domain/invitation/invitation";
import type { Invitation as InvitationRow } from "@/prisma/generated/client";

/** Returns an invitation as its organization's members see it, without its hash. `inviters` maps ids to names. */
export function serializeInvitation(input: { invitation: InvitationRow; now: Date; inviters: ReadonlyMap<string, string> }): Invitation {
  const { id, email, role, invitedBy, createdAt, expiresAt } = input.invitation;
  return {
    id,
    email,
    role,
    isExpired: expiresAt <= input.now,
    invitedBy: (invitedBy && input.inviters.get(invitedBy)) ?? null,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
