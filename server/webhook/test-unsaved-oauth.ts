import { parseInput } from "@/domain/parse-input";
import type { OAuthTestAnswer } from "@/domain/webhook/oauth-config";
import { type UnsavedOAuth, unsavedOAuth } from "@/domain/webhook/unsaved-oauth";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { assertDeliverable } from "@/server/request/assert-deliverable";
import { tryTokenEndpoint } from "@/server/request/try-token-endpoint";
import { newWebhookRow } from "@/server/request/unsaved-webhook";
import { authColumns } from "@/server/webhook-row/auth-columns";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";

/**
 * Tries OAuth that is not saved yet as testOAuth tries what is; of a webhook that exists the stored secret is used where none is given, as
 * saving would keep it. Needs the scope write. Throws PosternError `not_found`, `invalid_input` where it could not be saved, and what
 * trying it throws.
 */
export async function testUnsavedOAuth({ ctx, input }: { ctx: Context; input: UnsavedOAuth }): Promise<OAuthTestAnswer> {
  authorise(ctx, "write");
  const { configId, auth, enableStaticIP: isStaticIpUsed } = parseInput(unsavedOAuth, input);
  const { organizationId } = ctx.tenant;
  const stored = configId === undefined ? null : await getWebhookInTenant({ db: ctx.db, organizationId, webhookId: configId });
  assertDeliverable({ ctx, settings: { url: null, auth, isStaticIpUsed, timeoutSeconds: undefined }, stored });
  const base = stored ?? newWebhookRow({ organizationId, now: ctx.clock.now() });
  const columns = authColumns({ vault: ctx.vault, webhookId: base.id, auth, stored });
  return tryTokenEndpoint({ ctx, webhook: { ...base, ...columns, useStaticIp: isStaticIpUsed } });
}
