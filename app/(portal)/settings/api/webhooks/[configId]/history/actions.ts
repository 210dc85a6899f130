"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { runAction } from "@/app/run-action";
import type { ActionResult } from "@/components/form/action-result";
import { parseInput } from "@/domain/parse-input";
import { restoreWebhookVersion } from "@/server/webhook/restore-webhook-version";

const restoration = z.object({
  configId: z.string(),
  version: z.number(),
  updatedTime: z.string(),
  secret: z.string().nullable().optional(),
});

/**
 * Restores a version of a webhook, if the webhook has not changed since `updatedTime`. Without a `secret` the present one stays; null
 * clears it.
 */
export async function restoreVersionAction(input: z.input<typeof restoration>): Promise<ActionResult<null>> {
  return runAction("portal.restoreVersion", async ({ ctx }) => {
    const { configId, version, updatedTime, secret } = parseInput(restoration, input);
    await restoreWebhookVersion({ ctx, input: { configId, version, restoration: { updatedTime, secret } } });
    revalidatePath("/settings/api/webhooks", "layout");
    return null;
  });
}
