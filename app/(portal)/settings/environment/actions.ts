"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/run-action";
import type { ActionResult } from "@/components/form/action-result";
import { createEnvironmentVariable } from "@/server/environment/create-environment-variable";
import { deleteEnvironmentVariable } from "@/server/environment/delete-environment-variable";
import { updateEnvironmentVariable } from "@/server/environment/update-environment-variable";

const PAGE = "/settings/environment";

export async function createVariableAction(input: unknown): Promise<ActionResult<null>> {
  return runAction("portal.createEnvironmentVariable", async ({ ctx }) => {
    await createEnvironmentVariable({ ctx, input });
    revalidatePath(PAGE);
    return null;
  });
}

/** Changes a variable. Without a value in `change` the value stays. */
export async function updateVariableAction(key: string, change: unknown): Promise<ActionResult<null>> {
  return runAction("portal.updateEnvironmentVariable", async ({ ctx }) => {
    await updateEnvironmentVariable({ ctx, input: { key, change } });
    revalidatePath(PAGE);
    return null;
  });
}

/** Deletes a variable. With `force` it is deleted even while webhooks refer to it, for readers who have seen these webhooks. */
export async function deleteVariableAction(key: string, force: boolean): Promise<ActionResult<null>> {
  return runAction("portal.deleteEnvironmentVariable", async ({ ctx }) => {
    await deleteEnvironmentVariable({ ctx, input: { key, force } });
    revalidatePath(PAGE);
    return null;
  });
}
