import { PosternError } from "@/domain/errors";
import type { OAuthTestAnswer } from "@/domain/webhook/oauth-config";
import type { ConfiguredAuth } from "@/domain/webhook/webhook-auth";
import { webhookConfiguration } from "@/domain/webhook/webhook-configuration";
import type { Context } from "@/server/context";
import { NO_VARIABLES, readVariables, VariableError, type Variables } from "@/server/environment/resolve-references";
import { exchangeToken } from "@/server/oauth/exchange-token";
import type { TokenRequest } from "@/server/oauth/token-request";
import { resolveEndpoint, toEndpoint } from "@/server/request/resolve-endpoint";

const TIMEOUT_MS = 20_000;

/** The parts of a webhook from which its token request is made. A variable that is missing elsewhere is no fault of the request. */
interface TriedOAuth {
  ctx: Context;
  webhook: { id: string; version: number };
  auth: ConfiguredAuth;
  /** Null when there is no secret. */
  secret: string | null;
  enableStaticIP: boolean;
  /** The variables that it refers to, where they have been read already. */
  variables?: Variables;
}

/**
 * Fetches an access token as a delivery of the webhook would, and forgets it. Returns the token's type and lifetime. Sends
 * nothing to the endpoint. Throws PosternError `invalid_input` for a webhook without OAuth, or one whose configuration is
 * incomplete or refers to a variable that does not exist; `token_exchange_failed` with the token endpoint's answer.
 */
export async function tryTokenEndpoint(tried: TriedOAuth): Promise<OAuthTestAnswer> {
  const { ctx, auth, secret } = tried;
  if (auth.authType !== "OAUTH_CLIENT_CREDENTIALS") {
    throw untestable("auth.authType", "This webhook does not use OAuth: its authType is not OAUTH_CLIENT_CREDENTIALS.");
  }
  if (secret === null)
    throw untestable("auth.oauthConfig.clientSecret", "This webhook has no client secret: set auth.oauthConfig.clientSecret.");

  const request = await resolveTokenRequest(tried);
  const exchange = await exchangeToken({ egress: ctx.egress, request, timeoutMs: TIMEOUT_MS });
  if (exchange.type === "failure") throw new PosternError("token_exchange_failed", exchange.message);
  return {
    success: true,
    message: "The token endpoint gave an access token.",
    ...(exchange.expiresInSeconds === null ? {} : { expires_in: exchange.expiresInSeconds }),
    ...(exchange.tokenType === null ? {} : { token_type: exchange.tokenType }),
  };
}

async function resolveTokenRequest({ ctx, webhook, auth, secret, enableStaticIP, ...read }: TriedOAuth): Promise<TokenRequest> {
  const endpoint = toEndpoint({ configuration: webhookConfiguration.parse({ auth, enableStaticIP }), secret });
  const variables = read.variables ?? (await readWanted(ctx, endpoint.variableKeys));
  try {
    const { tokenRequest } = resolveEndpoint({ endpoint, variables, webhook });
    if (tokenRequest) return tokenRequest;
  } catch (error) {
    if (error instanceof VariableError) throw untestable("auth.oauthConfig", error.message);
    throw error;
  }
  throw new Error("A webhook with OAuth has no token request.");
}

async function readWanted({ db, vault, tenant }: Context, keys: readonly string[]): Promise<Variables> {
  const found = await readVariables({ db, vault, wanted: new Map([[tenant.organizationId, new Set(keys)]]) });
  return found.get(tenant.organizationId) ?? NO_VARIABLES;
}

/** Returns the error for a right input that names a wrong webhook. `path` is the place in the webhook. */
function untestable(path: string, message: string): PosternError {
  return new PosternError("invalid_input", message, { faults: [{ path, message }] });
}
