import { newWebhookId } from "@/domain/ids";
import { parseInput } from "@/domain/parse-input";
import type { OAuthTestAnswer } from "@/domain/webhook/oauth-config";
import { type UnsavedOAuth, unsavedOAuth } from "@/domain/webhook/unsaved-oauth";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { assertDeliverable } from "@/server/request/assert-deliverable";
import { tryTokenEndpoint } from "@/server/request/try-token-endpoint";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";
import { completeAuth } from "@/server/webhook-row/store-settings";

/**
 * Tries OAuth that is not saved yet, as testOAuth does with a saved webhook. For a webhook that exists, the stored secret is used
 * when none is given, as saving would keep it. Needs the scope write. Throws PosternError `not_found`, `invalid_input` when it
 * could not be saved, and as tryTokenEndpoint does.
 */
export async function testUnsavedOAuth({ ctx, input }: { ctx: Context; input: UnsavedOAuth }): Promise<OAuthTestAnswer> {
  authorise(ctx, "write");
  const { configId, auth: given, enableStaticIP } = parseInput(unsavedOAuth, input);
  const { organizationId } = ctx.tenant;
  const stored = configId === undefined ? null : await getWebhookInTenant({ db: ctx.db, organizationId, webhookId: configId });
  assertDeliverable({ ctx, settings: { url: null, auth: given, enableStaticIP, timeoutSeconds: undefined }, stored });
  const { id, version } = stored ?? { id: newWebhookId(), version: 1 };
  const { auth, secret } = completeAuth({ vault: ctx.vault, webhookId: id, auth: given, stored });
  return tryTokenEndpoint({ ctx, webhook: { id, version }, auth, secret, enableStaticIP });
}
