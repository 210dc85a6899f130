"use server";

import { runAction } from "@/app/run-action";
import type { ActionResult } from "@/components/form/action-result";
import { changePassword } from "@/server/user/change-password";
import { confirmPassword } from "@/server/user/confirm-password";
import { signOutEverywhere } from "@/server/user/sign-out-everywhere";

/** Changes the password and ends every session. The browser signs in again with the returned address. */
export async function changePasswordAction(input: unknown): Promise<ActionResult<{ email: string }>> {
  return runAction("portal.changePassword", ({ ctx }) => changePassword({ ctx, input }));
}

/** Notes that the user has just given their password, for what asks for that. */
export async function confirmPasswordAction(input: unknown): Promise<ActionResult<null>> {
  return runAction("portal.confirmPassword", async ({ ctx }) => {
    await confirmPassword({ ctx, input });
    return null;
  });
}

export async function signOutEverywhereAction(): Promise<ActionResult<null>> {
  return runAction("portal.signOutEverywhere", async ({ ctx }) => {
    await signOutEverywhere({ ctx });
    return null;
  });
}
