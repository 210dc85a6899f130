"use server";

import { runAction } from "@/app/run-action";
import type { ActionResult } from "@/components/form/action-result";
import { changePassword } from "@/server/user/change-password";
import { signOutEverywhere } from "@/server/user/sign-out-everywhere";

/** Changes the password and ends every session. The browser signs in again with the returned address. */
export async function changePasswordAction(input: unknown): Promise<ActionResult<{ email: string }>> {
  return runAction("portal.changePassword", ({ ctx }) => changePassword({ ctx, input }));
}

export async function signOutEverywhereAction(): Promise<ActionResult<null>> {
  return runAction("portal.signOutEverywhere", async ({ ctx }) => {
    await signOutEverywhere({ ctx });
    return null;
  });
}
