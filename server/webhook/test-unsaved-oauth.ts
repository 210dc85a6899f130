import { findReferences } from "@/domain/environment/references";
import { newWebhookId } from "@/domain/ids";
import { parseInput } from "@/domain/parse-input";
import { type Addresses, addressesOf, NOTHING_MOVED } from "@/domain/webhook/moved-origins";
import type { OAuthTestAnswer } from "@/domain/webhook/oauth-config";
import { referringTexts } from "@/domain/webhook/referring-texts";
import { type UnsavedOAuth, unsavedOAuth } from "@/domain/webhook/unsaved-oauth";
import type { GivenAuth } from "@/domain/webhook/webhook-auth";
import { webhookConfiguration } from "@/domain/webhook/webhook-configuration";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { assertMayName } from "@/server/environment/assert-may-name";
import { findMoved } from "@/server/environment/find-moved-origins";
import { NO_VARIABLES, readVariables } from "@/server/environment/resolve-references";
import { assertDeliverable } from "@/server/request/assert-deliverable";
import { tryTokenEndpoint } from "@/server/request/try-token-endpoint";
import { completeAuth } from "@/server/webhook-row/complete-auth";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";
import { refuseFaults } from "@/server/webhook-row/store-settings";
import { openConfiguration, readConfiguration } from "@/server/webhook-row/stored-configuration";

/**
 * Tries OAuth that is not saved yet, as testOAuth does with a saved webhook. For a webhook that exists, the stored secret is used
 * when none is given, as saving would keep it: not at another origin than that of the stored token endpoint. Needs the scope
 * write. Throws PosternError `not_found`, `invalid_input` or `forbidden` when it could not be saved, and as tryTokenEndpoint does.
 */
export async function testUnsavedOAuth({ ctx, input }: { ctx: Context; input: UnsavedOAuth }): Promise<OAuthTestAnswer> {
  authorise(ctx, "write");
  const { configId, auth: given, enableStaticIP } = parseInput(unsavedOAuth, input);
  const { db, vault, tenant } = ctx;
  const stored = configId === undefined ? null : await getWebhookInTenant({ db, ...tenant, webhookId: configId });
  assertDeliverable({ ctx, settings: { url: null, auth: given, enableStaticIP, timeoutSeconds: undefined }, stored });
  const { id, version } = stored ?? { id: newWebhookId(), version: 1 };
  const before = stored && openConfiguration({ vault, webhookId: id, stored: readConfiguration(stored) });
  const wanted = new Set([...textsOf(given), ...(before ? referringTexts(before) : [])].flatMap(findReferences));
  // They are read once: an address that is judged by one value of a variable must not be called by another.
  const variables = (await readVariables({ db, vault, wanted: new Map([[tenant.organizationId, wanted]]) })).get(tenant.organizationId);
  const resolvable = (addresses: Addresses) => ({ addresses, variables: variables ?? NO_VARIABLES });
  const after = addressesOf({ url: null, auth: given });
  const moved = before ? findMoved(resolvable(addressesOf(before)), resolvable(after)) : NOTHING_MOVED;
  const { auth, secret, faults } = completeAuth({ vault, webhookId: id, auth: given, stored, moved });
  refuseFaults(faults);
  await assertMayName({ ctx, db, before, after: webhookConfiguration.parse({ auth }), moved });
  return tryTokenEndpoint({ ctx, webhook: { id, version }, auth, secret, enableStaticIP, variables: variables ?? NO_VARIABLES });
}

/** Returns every text of a given authentication that may refer to a variable. */
function textsOf(auth: GivenAuth): string[] {
  if (auth.authType !== "OAUTH_CLIENT_CREDENTIALS") return [];
  return [auth.endpoint, auth.clientId, auth.secret ?? "", ...auth.customParameters.map(({ value }) => value)];
}
