"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/run-action";
import type { ActionResult } from "@/components/form/action-result";
import type { OAuthTestAnswer } from "@/domain/webhook/oauth-config";
import type { UnsavedOAuth } from "@/domain/webhook/unsaved-oauth";
import { sendTestEvent } from "@/server/delivery/send-test-event";
import { createWebhook } from "@/server/webhook/create-webhook";
import { deleteWebhook } from "@/server/webhook/delete-webhook";
import { switchWebhook } from "@/server/webhook/switch-webhook";
import { testOAuth } from "@/server/webhook/test-oauth";
import { testUnsavedOAuth } from "@/server/webhook/test-unsaved-oauth";
import { updateWebhook } from "@/server/webhook/update-webhook";

/** Creates a webhook of a WebhookConfig. The answer holds its signing secret, this once. */
export async function createWebhookAction(config: unknown): Promise<ActionResult<{ id: string; signingSecret: string }>> {
  return runAction("portal.createWebhook", async ({ ctx }) => {
    const { id, signingSecret } = await createWebhook({ ctx, input: config });
    revalidatePath("/settings/api/webhooks");
    return { id, signingSecret };
  });
}

/** Makes a webhook what the WebhookConfig says, if it is still as it was at `updatedTime`. */
export async function updateWebhookAction(input: {
  configId: string;
  config: unknown;
  updatedTime: string;
}): Promise<ActionResult<{ id: string }>> {
  return runAction("portal.updateWebhook", async ({ ctx }) => {
    const { configId, config, updatedTime } = input;
    const { id } = await updateWebhook({ ctx, input: { configId, config, ifUpdatedTime: updatedTime } });
    revalidatePath("/settings/api/webhooks", "layout");
    return { id };
  });
}

/** Enables or disables a webhook; disabling ends what waits for it as failed. */
export async function switchWebhookAction(input: { configId: string; enabled: boolean }): Promise<ActionResult<null>> {
  return runAction("portal.switchWebhook", async ({ ctx }) => {
    await switchWebhook({ ctx, input });
    revalidatePath("/settings/api/webhooks", "layout");
    return null;
  });
}

/** Deletes a webhook; what waits for it ends as failed. */
export async function deleteWebhookAction(configId: string): Promise<ActionResult<null>> {
  return runAction("portal.deleteWebhook", async ({ ctx }) => {
    await deleteWebhook({ ctx, input: { configId } });
    revalidatePath("/settings/api/webhooks");
    return null;
  });
}

/** Fetches an access token as a delivery of the webhook would. The token itself is in no answer. */
export async function testOAuthAction(configId: string): Promise<ActionResult<OAuthTestAnswer>> {
  return runAction("portal.testOAuth", ({ ctx }) => testOAuth({ ctx, input: { configId } }));
}

/** The same with what the form holds and is not saved; the secret that is stored counts where none was typed. */
export async function testUnsavedOAuthAction(input: UnsavedOAuth): Promise<ActionResult<OAuthTestAnswer>> {
  return runAction("portal.testUnsavedOAuth", ({ ctx }) => testUnsavedOAuth({ ctx, input }));
}

/** Sends the webhook the example of its event's type. Gives the delivery's id. */
export async function sendTestEventToAction(configId: string): Promise<ActionResult<{ deliveryId: string }>> {
  return runAction("portal.sendTestEventTo", ({ ctx }) => sendTestEvent({ ctx, input: { configId } }));
}
