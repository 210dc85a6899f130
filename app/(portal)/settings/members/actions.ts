"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/run-action";
import type { ActionResult } from "@/components/form/action-result";
import type { Role } from "@/domain/user/roles";
import { createInvitation } from "@/server/invitation/create-invitation";
import { revokeInvitation } from "@/server/invitation/revoke-invitation";
import { changeMemberRole } from "@/server/member/change-member-role";
import { removeMember } from "@/server/member/remove-member";

const PATH = "/settings/members";

/** Invites someone. Only this answer contains the link. */
export async function inviteAction(input: unknown): Promise<ActionResult<{ email: string; link: string }>> {
  return runAction("portal.invite", async ({ ctx }) => {
    const { invitation, token } = await createInvitation({ ctx, input });
    revalidatePath(PATH);
    return { email: invitation.email, link: `${ctx.publicUrl}/invite/${token}` };
  });
}

export async function revokeInvitationAction(invitationId: string): Promise<ActionResult<null>> {
  return runAction("portal.revokeInvitation", async ({ ctx }) => {
    await revokeInvitation({ ctx, input: { invitationId } });
    revalidatePath(PATH);
    return null;
  });
}

export async function changeRoleAction(userId: string, role: Role): Promise<ActionResult<null>> {
  return runAction("portal.changeRole", async ({ ctx }) => {
    await changeMemberRole({ ctx, input: { userId, role } });
    revalidatePath(PATH);
    return null;
  });
}

export async function removeMemberAction(userId: string): Promise<ActionResult<null>> {
  return runAction("portal.removeMember", async ({ ctx }) => {
    await removeMember({ ctx, input: { userId } });
    revalidatePath(PATH);
    return null;
  });
}
