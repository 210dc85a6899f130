import { parseInput } from "@/domain/parse-input";
import { type WebhookReference, webhookReference } from "@/domain/webhook/webhook-reference";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { openAuthSecret } from "@/server/webhook-row/auth-secret";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";

/**
 * Whether the webhook's authentication has a secret, which no answer holds: a form says so, and asks for one where there is none. Needs
 * the scope read. Throws PosternError `not_found`, also for a deleted one.
 */
export async function hasStoredSecret({ ctx, input }: { ctx: Context; input: WebhookReference }): Promise<boolean> {
  authorise(ctx, "read");
  const { configId } = parseInput(webhookReference, input);
  const { authSecret } = await getWebhookInTenant({ db: ctx.db, organizationId: ctx.tenant.organizationId, webhookId: configId });
  // An empty one stands for a client that a header parameter names.
  return authSecret !== null && openAuthSecret({ vault: ctx.vault, webhookId: configId, sealed: authSecret }) !== "";
}
