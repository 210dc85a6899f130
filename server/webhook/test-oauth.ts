import { parseInput } from "@/domain/parse-input";
import type { OAuthTestAnswer } from "@/domain/webhook/oauth-config";
import { type WebhookReference, webhookReference } from "@/domain/webhook/webhook-reference";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { tryTokenEndpoint } from "@/server/request/try-token-endpoint";
import { openAuthSecret } from "@/server/webhook-row/auth-secret";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";
import { openConfiguration, readConfiguration } from "@/server/webhook-row/stored-configuration";

/**
 * Tries the OAuth of a saved webhook: fetches an access token and forgets it. Needs the scope write. Throws PosternError
 * `not_found`, and as tryTokenEndpoint does.
 */
export async function testOAuth({ ctx, input }: { ctx: Context; input: WebhookReference }): Promise<OAuthTestAnswer> {
  authorise(ctx, "write");
  const { configId } = parseInput(webhookReference, input);
  const { organizationId } = ctx.tenant;
  const webhook = await getWebhookInTenant({ db: ctx.db, organizationId, webhookId: configId });
  const { id: webhookId, version, authSecret } = webhook;
  const { auth, enableStaticIP } = openConfiguration({ vault: ctx.vault, webhookId, stored: readConfiguration(webhook) });
  const secret = authSecret === null ? null : openAuthSecret({ vault: ctx.vault, webhookId, sealed: authSecret });
  return tryTokenEndpoint({ ctx, webhook: { id: webhookId, version }, auth, secret, enableStaticIP });
}
