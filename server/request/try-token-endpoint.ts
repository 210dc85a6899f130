import { PosternError } from "@/domain/errors";
import type { OAuthTestAnswer } from "@/domain/webhook/oauth-config";
import type { Webhook } from "@/prisma/generated/client";
import type { Context } from "@/server/context";
import { NO_VARIABLES, readVariables, VariableError } from "@/server/environment/resolve-references";
import { exchangeToken } from "@/server/oauth/exchange-token";
import type { TokenRequest } from "@/server/oauth/token-request";
import { openEndpoint } from "@/server/request/open-endpoint";
import { resolveEndpoint } from "@/server/request/resolve-endpoint";

const TIMEOUT_MS = 20_000;

/**
 * Fetches an access token as a delivery of the webhook would, tells what came of it, and forgets it. Sends nothing to the endpoint.
 * Throws PosternError `invalid_input` for a webhook without OAuth, and for one whose configuration is not complete or refers to a variable
 * that does not exist; `token_exchange_failed` with what the token endpoint answered.
 */
export async function tryTokenEndpoint({ ctx, webhook }: { ctx: Context; webhook: Webhook }): Promise<OAuthTestAnswer> {
  if (webhook.authType !== "OAUTH_CLIENT_CREDENTIALS") {
    throw untestable("auth.authType", "This webhook does not use OAuth: its authType is not OAUTH_CLIENT_CREDENTIALS.");
  }
  if (webhook.authSecret === null)
    throw untestable("auth.oauthConfig.clientSecret", "This webhook has no client secret: set auth.oauthConfig.clientSecret.");

  const request = await resolveTokenRequest({ ctx, webhook });
  const exchange = await exchangeToken({ egress: ctx.egress, request, timeoutMs: TIMEOUT_MS });
  if (exchange.type === "failure") throw new PosternError("token_exchange_failed", exchange.message);
  return {
    success: true,
    message: "The token endpoint gave an access token.",
    ...(exchange.expiresInSeconds === null ? {} : { expires_in: exchange.expiresInSeconds }),
    ...(exchange.tokenType === null ? {} : { token_type: exchange.tokenType }),
  };
}

async function resolveTokenRequest({ ctx: { db, vault }, webhook }: { ctx: Context; webhook: Webhook }): Promise<TokenRequest> {
  // Of the whole webhook only the token request matters: a variable that is missing elsewhere is no fault of it.
  const endpoint = openEndpoint({ vault, webhook: { ...webhook, url: null, customHeaders: null } });
  const wanted = new Map([[webhook.organizationId, new Set(endpoint.variableKeys)]]);
  const found = await readVariables({ db, vault, wanted });
  try {
    const variables = found.get(webhook.organizationId) ?? NO_VARIABLES;
    const { tokenRequest } = resolveEndpoint({ endpoint, variables, webhook });
    if (tokenRequest) return tokenRequest;
  } catch (error) {
    if (error instanceof VariableError) throw untestable("auth.oauthConfig", error.message);
    throw error;
  }
  throw new Error("A webhook with OAuth has no token request.");
}

/** The input is right, but the webhook that it names is not: `path` is the place in the webhook. */
function untestable(path: string, message: string): PosternError {
  return new PosternError("invalid_input", message, { faults: [{ path, message }] });
}
