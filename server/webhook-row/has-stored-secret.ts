import { parseInput } from "@/domain/parse-input";
import { type WebhookReference, webhookReference } from "@/domain/webhook/webhook-reference";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { openAuthSecret } from "@/server/webhook-row/auth-secret";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";

/**
 * Checks whether the webhook's authentication has a secret. No answer contains it, so a form shows this and asks for a missing
 * one. Needs the scope read. Throws PosternError `not_found`, also for a deleted one.
 */
export async function hasStoredSecret({ ctx, input }: { ctx: Context; input: WebhookReference }): Promise<boolean> {
  authorise(ctx, "read");
  const { configId } = parseInput(webhookReference, input);
  const { authSecret } = await getWebhookInTenant({ db: ctx.db, organizationId: ctx.tenant.organizationId, webhookId: configId });
  // An empty secret is stored when a header parameter identifies the client.
  return authSecret !== null && openAuthSecret({ vault: ctx.vault, webhookId: configId, sealed: authSecret }) !== "";
}
