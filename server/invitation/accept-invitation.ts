import { PosternError } from "@/domain/errors";
import { joinByInvitation } from "@/server/invitation/join-by-invitation";
import { lockOpenInvitation } from "@/server/invitation/open-invitations";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";

/**
 * Makes a signed-in user a member by an invitation's link. Returns the organization's id. The link and the address together
 * authorise. Throws PosternError `not_found` for a link that is no longer good, `forbidden` for another address than the invited
 * one.
 */
export async function acceptInvitation(input: {
  db: Database;
  clock: Clock;
  token: string;
  user: { id: string; email: string; name: string };
}): Promise<{ organizationId: string }> {
  const { db, clock, token, user } = input;
  const now = clock.now();
  return db.$transaction(async (tx) => {
    const invitation = await lockOpenInvitation({ tx, token, now });
    if (invitation.email !== user.email) {
      throw new PosternError("forbidden", `This invitation is for ${invitation.email}, and you are signed in as ${user.email}.`);
    }
    await joinByInvitation({ tx, invitation, user, now });
    return { organizationId: invitation.organizationId };
  });
}
