import type { Invitation } from "@/domain/invitation/invitation";
import type { Invitation as InvitationRow } from "@/prisma/generated/client";

/** An invitation as its organization's members see it: never its hash. `inviters` has names by id. */
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
