import { parseInput } from "@/domain/parse-input";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";
import { type WebhookReference, webhookReference } from "@/domain/webhook/webhook-reference";
import { authorise, isAllowed } from "@/server/authorise";
import type { Context } from "@/server/context";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";
import { serializeWebhook } from "@/server/webhook-row/serialize-webhook";

/**
 * Returns one webhook's configuration. Header values and parameters that are not known to be plain are shown only to actors who
 * may change webhooks. Throws PosternError `not_found`, also for a deleted one.
 */
export async function getWebhook({ ctx, input }: { ctx: Context; input: WebhookReference }): Promise<WebhookConfig> {
  authorise(ctx, "read");
  const { configId } = parseInput(webhookReference, input);
  const webhook = await getWebhookInTenant({ db: ctx.db, organizationId: ctx.tenant.organizationId, webhookId: configId });
  return serializeWebhook({ webhook, vault: ctx.vault, areValuesShown: isAllowed(ctx.actor, "write") });
}
