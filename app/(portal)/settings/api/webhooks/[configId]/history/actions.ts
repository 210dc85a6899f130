"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/run-action";
import type { ActionResult } from "@/components/form/action-result";
import { restoreWebhookVersion } from "@/server/webhook/restore-webhook-version";

/** Restores a version of a webhook, if the webhook has not changed since `updatedTime`. */
export async function restoreVersionAction(input: { configId: string; version: number; updatedTime: string }): Promise<ActionResult<null>> {
  return runAction("portal.restoreVersion", async ({ ctx }) => {
    const { configId, version, updatedTime } = input;
    await restoreWebhookVersion({ ctx, input: { configId, version, restoration: { updatedTime } } });
    revalidatePath("/settings/api/webhooks", "layout");
    return null;
  });
}
