import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requirePageSession, type Session } from "@/app/session";
import { isPosternError } from "@/domain/errors";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";
import { getWebhook } from "@/server/webhook/get-webhook";

/**
 * Returns the session and the webhook of the address; the first line of a webhook's pages. Shows the not-found page where there
 * is none. Read once a request.
 */
export const readWebhook = cache(async (configId: string): Promise<Session & { webhook: WebhookConfig }> => {
  const session = await requirePageSession();
  try {
    return { ...session, webhook: await getWebhook({ ctx: session.ctx, input: { configId } }) };
  } catch (error) {
    if (isPosternError(error) && (error.code === "not_found" || error.code === "invalid_input")) notFound();
    throw error;
  }
});
