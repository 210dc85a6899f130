"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/run-action";
import type { ActionResult } from "@/components/form/action-result";
import { revealSigningSecret } from "@/server/webhook/reveal-signing-secret";
import { rotateSecret } from "@/server/webhook/rotate-secret";

export async function revealSecretAction(configId: string): Promise<ActionResult<{ signingSecret: string }>> {
  return runAction("portal.revealSigningSecret", ({ ctx }) => revealSigningSecret({ ctx, input: { configId } }));
}

/** Rotates a webhook's signing secret. Returns the new secret. */
export async function rotateSecretAction(configId: string, overlapHours: number): Promise<ActionResult<{ signingSecret: string }>> {
  return runAction("portal.rotateSecret", async ({ ctx }) => {
    const { signingSecret } = await rotateSecret({ ctx, input: { configId, rotation: { overlapHours } } });
    revalidatePath(`/settings/api/webhooks/${configId}/signing`);
    return { signingSecret };
  });
}
