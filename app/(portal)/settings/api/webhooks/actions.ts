"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { runAction } from "@/app/run-action";
import type { ActionResult } from "@/components/form/action-result";
import { parseInput } from "@/domain/parse-input";
import type { OAuthTestAnswer } from "@/domain/webhook/oauth-config";
import type { UnsavedOAuth } from "@/domain/webhook/unsaved-oauth";
import { sendTestEvent } from "@/server/delivery/send-test-event";
import { createWebhook } from "@/server/webhook/create-webhook";
import { deleteWebhook } from "@/server/webhook/delete-webhook";
import { switchWebhook } from "@/server/webhook/switch-webhook";
import { testOAuth } from "@/server/webhook/test-oauth";
import { testUnsavedOAuth } from "@/server/webhook/test-unsaved-oauth";
import { updateWebhook } from "@/server/webhook/update-webhook";

const webhookChange = z.object({ configId: z.string(), config: z.unknown(), updatedTime: z.string() });

/** Creates a webhook from a WebhookConfig. Only this answer contains its signing secret. */
export async function createWebhookAction(config: unknown): Promise<ActionResult<{ id: string; signingSecret: string }>> {
  return runAction("portal.createWebhook", async ({ ctx }) => {
    const { id, signingSecret } = await createWebhook({ ctx, input: config });
    revalidatePath("/settings/api/webhooks");
    return { id, signingSecret };
  });
}

/** Replaces a webhook's settings with those of the WebhookConfig, if the webhook has not changed since `updatedTime`. */
export async function updateWebhookAction(input: z.input<typeof webhookChange>): Promise<ActionResult<{ id: string }>> {
  return runAction("portal.updateWebhook", async ({ ctx }) => {
    const { configId, config, updatedTime } = parseInput(webhookChange, input);
    const { id } = await updateWebhook({ ctx, input: { configId, config, ifUpdatedTime: updatedTime } });
    revalidatePath("/settings/api/webhooks", "layout");
    return { id };
  });
}

/** Enables or disables a webhook. Disabling ends its waiting deliveries as failed. */
export async function switchWebhookAction(input: { configId: string; enabled: boolean }): Promise<ActionResult<null>> {
  return runAction("portal.switchWebhook", async ({ ctx }) => {
    await switchWebhook({ ctx, input });
    revalidatePath("/settings/api/webhooks", "layout");
    return null;
  });
}

/** Deletes a webhook. Its waiting deliveries end as failed. */
export async function deleteWebhookAction(configId: string): Promise<ActionResult<null>> {
  return runAction("portal.deleteWebhook", async ({ ctx }) => {
    await deleteWebhook({ ctx, input: { configId } });
    revalidatePath("/settings/api/webhooks");
    return null;
  });
}

/** Fetches an access token as a delivery of the webhook would. No answer contains the token itself. */
export async function testOAuthAction(configId: string): Promise<ActionResult<OAuthTestAnswer>> {
  return runAction("portal.testOAuth", ({ ctx }) => testOAuth({ ctx, input: { configId } }));
}

/** Fetches an access token with the form's unsaved settings. The stored secret is used where none was typed. */
export async function testUnsavedOAuthAction(input: UnsavedOAuth): Promise<ActionResult<OAuthTestAnswer>> {
  return runAction("portal.testUnsavedOAuth", ({ ctx }) => testUnsavedOAuth({ ctx, input }));
}

/** Sends the example of the webhook's event type to the webhook. Returns the delivery's id. */
export async function sendTestEventToAction(configId: string): Promise<ActionResult<{ deliveryId: string }>> {
  return runAction("portal.sendTestEventTo", ({ ctx }) => sendTestEvent({ ctx, input: { configId } }));
}
