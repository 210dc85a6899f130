"use server";

import { chooseOrganization } from "@/app/organization-cookie";
import { answerAction } from "@/app/run-action";
import { findPerson } from "@/app/session";
import { getProcess } from "@/app/web-process";
import type { ActionResult } from "@/components/form/action-result";
import { PosternError } from "@/domain/errors";
import { acceptInvitation } from "@/server/invitation/accept-invitation";
import { acceptInvitationAsNewUser } from "@/server/invitation/accept-invitation-as-new-user";

/**
 * Makes the signed-in user a member, and chooses the organization in this browser. The link authorises, so no session of an
 * organization is required.
 */
export async function acceptAction(token: string): Promise<ActionResult<null>> {
  return answerAction("portal.acceptInvitation", async () => {
    const person = await findPerson();
    if (!person) throw new PosternError("unauthenticated", "Your session has ended. Sign in again to accept.");
    const { organizationId } = await acceptInvitation({ ...getProcess().means, token: String(token), user: person.user });
    await chooseOrganization(organizationId);
    return null;
  });
}

/** Creates an account and makes its user a member. The browser signs in with the returned address and the password. */
export async function acceptAsNewUserAction(token: string, input: unknown): Promise<ActionResult<{ email: string }>> {
  return answerAction("portal.acceptInvitation", async () => {
    const { email, organizationId } = await acceptInvitationAsNewUser({ ...getProcess().means, token: String(token), input });
    await chooseOrganization(organizationId);
    return { email };
  });
}
