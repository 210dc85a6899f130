"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/run-action";
import type { ActionResult } from "@/components/form/action-result";
import { createApiToken } from "@/server/api-token/create-api-token";
import { revokeApiToken } from "@/server/api-token/revoke-api-token";

/** Creates an API token. Only this answer contains it. */
export async function createTokenAction(input: unknown): Promise<ActionResult<{ name: string; token: string }>> {
  return runAction("portal.createToken", async ({ ctx }) => {
    const { name, token } = await createApiToken({ ctx, input });
    revalidatePath("/settings/api/tokens");
    return { name, token };
  });
}

/** Revokes an API token: requests with it are refused from now on. */
export async function revokeTokenAction(tokenId: string): Promise<ActionResult<null>> {
  return runAction("portal.revokeToken", async ({ ctx }) => {
    await revokeApiToken({ ctx, input: { tokenId } });
    revalidatePath("/settings/api/tokens");
    return null;
  });
}
