import { type InputFault, PosternError } from "@/domain/errors";
import type { MovedOrigins } from "@/domain/webhook/moved-origins";
import { hasAuthorizationParameter } from "@/domain/webhook/oauth-config";
import { AUTH_SECRETS, secretPathOf } from "@/domain/webhook/secret-path";
import type { ConfiguredAuth, GivenAuth } from "@/domain/webhook/webhook-auth";
import type { Webhook } from "@/prisma/generated/client";
import type { Vault } from "@/server/platform/vault";
import { openAuthSecret } from "@/server/webhook-row/auth-secret";
import { describeMove, keepParameters } from "@/server/webhook-row/keep-values";
import { openConfiguration, readConfiguration } from "@/server/webhook-row/stored-configuration";

/** The columns of a webhook's row that hold its configuration. */
export type ConfiguredRow = Pick<Webhook, "id" | "configuration" | "authSecret">;

interface AuthChange {
  vault: Vault;
  webhookId: string;
  auth: GivenAuth;
  /** Null for a new webhook. */
  stored: ConfiguredRow | null;
  /** The destinations that the change leads to another origin. No stored secret goes there. */
  moved: MovedOrigins;
}

/** An authentication with its secret, null where there is none, and a fault for each value that must be given again. */
export interface CompletedAuth {
  auth: ConfiguredAuth;
  secret: string | null;
  faults: InputFault[];
}

interface Secret {
  /** Null when there is no secret. */
  secret: string | null;
  isReference: boolean;
  /** True when it is the stored one. */
  isKept: boolean;
}

type AuthWithSecret = Exclude<GivenAuth, { authType: "NONE" }>;

/**
 * Returns the requested authentication with its secret. A secret that is not given is kept, unless the kind of authentication
 * changes (contract.md, "Authentication and secrets"). Throws PosternError `invalid_input` when only the flag of a kept secret was
 * changed.
 */
export function completeAuth(change: AuthChange): CompletedAuth {
  const { auth, moved } = change;
  if (auth.authType === "NONE") return { auth, secret: null, faults: [] };
  const { secret, isReference, isKept } = resultingSecret(change, auth);
  const isMoved = moved.url || (auth.authType === "OAUTH_CLIENT_CREDENTIALS" && moved.tokenEndpoint);
  const faults = isKept && secret && isMoved ? [{ path: secretPathOf(auth), message: faultOf(auth, moved) }] : [];
  const secretReference = isReference && secret ? secret : null;
  switch (auth.authType) {
    case "BASIC":
      return { auth: { authType: auth.authType, username: auth.username, secretReference }, secret, faults };
    case "API_KEY":
      return { auth: { authType: auth.authType, keyName: auth.keyName, secretReference }, secret, faults };
    case "OAUTH_CLIENT_CREDENTIALS": {
      const { authType, clientId, endpoint, httpMethod } = auth;
      const { values: customParameters, faults: ofParameters } = keepParameters({
        given: auth.customParameters,
        stored: storedParameters(change),
        moved,
      });
      const completed = { authType, clientId, endpoint, httpMethod, customParameters, secretReference };
      return { auth: completed, secret, faults: [...faults, ...ofParameters] };
    }
  }
}

function resultingSecret(change: AuthChange, auth: AuthWithSecret): Secret {
  const given =
    auth.secret === undefined ? keptSecret(change, auth) : { secret: auth.secret, isReference: auth.isReference === true, isKept: false };
  if (auth.authType !== "OAUTH_CLIENT_CREDENTIALS" || given.secret) return given;
  // Without a client secret it is complete only if a header parameter identifies the client. An empty secret stands for that.
  return { ...given, secret: hasAuthorizationParameter(auth.customParameters) ? "" : null, isReference: false };
}

function keptSecret({ vault, webhookId, stored }: AuthChange, auth: AuthWithSecret): Secret {
  const before = stored && readConfiguration(stored).auth;
  if (!stored || before?.authType !== auth.authType || stored.authSecret === null)
    return { secret: null, isReference: false, isKept: false };
  const isReference = before.secretReference !== null;
  if (auth.isReference !== undefined && auth.isReference !== isReference) {
    const message = "Give the secret together with the flag that says whether it is an environment variable.";
    throw new PosternError("invalid_input", `auth: ${message}`, { faults: [{ path: "auth", message }] });
  }
  return { secret: openAuthSecret({ vault, webhookId, sealed: stored.authSecret }), isReference, isKept: true };
}

function storedParameters({ vault, webhookId, stored }: AuthChange) {
  const before = stored && openConfiguration({ vault, webhookId, stored: readConfiguration(stored) }).auth;
  return before?.authType === "OAUTH_CLIENT_CREDENTIALS" ? before.customParameters : [];
}

function faultOf({ authType }: AuthWithSecret, moved: MovedOrigins): string {
  const { noun } = AUTH_SECRETS[authType];
  return `The stored ${noun} is not sent there, because ${describeMove(moved)}: give the ${noun} again, or clear it.`;
}
