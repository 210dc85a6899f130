import { PosternError } from "@/domain/errors";
import { hasAuthorizationParameter } from "@/domain/webhook/oauth-config";
import type { ConfiguredAuth, GivenAuth } from "@/domain/webhook/webhook-auth";
import { completeConfiguration, type WebhookSettings } from "@/domain/webhook/webhook-config";
import type { Webhook } from "@/prisma/generated/client";
import type { Vault } from "@/server/platform/vault";
import { openAuthSecret, sealAuthSecret } from "@/server/webhook-row/auth-secret";
import { openConfiguration, readConfiguration, sealConfiguration } from "@/server/webhook-row/stored-configuration";

/** The columns of a webhook's row that hold its configuration. */
type ConfiguredRow = Pick<Webhook, "id" | "configuration" | "authSecret">;

/**
 * Returns the columns of a webhook's settings, for a new one (`stored` is null) and for a changed one. They exclude its name and
 * its event, which need the event's type. Throws as `completeAuth` does.
 */
export function storeSettings(input: { vault: Vault; webhookId: string; settings: WebhookSettings; stored: ConfiguredRow | null }) {
  const { vault, webhookId, settings, stored } = input;
  const { auth, secret } = completeAuth({ vault, webhookId, auth: settings.auth, stored });
  const before = stored && openConfiguration({ vault, webhookId, stored: readConfiguration(stored) });
  const configuration = completeConfiguration({ settings, auth, before });
  return {
    enabled: settings.enabled,
    ...(settings.enabled ? { disabledReason: null } : {}),
    authSecret: secret === null ? null : sealAuthSecret({ vault, webhookId, secret }),
    configuration: sealConfiguration({ vault, webhookId, configuration }),
  };
}

interface Secret {
  /** Null when there is no secret. */
  secret: string | null;
  isReference: boolean;
}

type AuthWithSecret = Exclude<GivenAuth, { authType: "NONE" }>;

/**
 * Returns the requested authentication with its secret. A secret that is not given is kept, unless the kind of authentication
 * changes (contract.md, "Shapes"). Throws PosternError `invalid_input` when only the flag of a kept secret was changed.
 */
export function completeAuth(input: { vault: Vault; webhookId: string; auth: GivenAuth; stored: ConfiguredRow | null }): {
  auth: ConfiguredAuth;
  secret: string | null;
} {
  const { auth } = input;
  if (auth.authType === "NONE") return { auth, secret: null };
  const { secret, isReference } = resultingSecret(input, auth);
  const secretReference = isReference && secret ? secret : null;
  switch (auth.authType) {
    case "BASIC":
      return { auth: { authType: auth.authType, username: auth.username, secretReference }, secret };
    case "API_KEY":
      return { auth: { authType: auth.authType, keyName: auth.keyName, secretReference }, secret };
    case "OAUTH_CLIENT_CREDENTIALS": {
      const { authType, clientId, endpoint, httpMethod, customParameters } = auth;
      return { auth: { authType, clientId, endpoint, httpMethod, customParameters: [...customParameters], secretReference }, secret };
    }
  }
}

function resultingSecret(input: { vault: Vault; webhookId: string; stored: ConfiguredRow | null }, auth: AuthWithSecret): Secret {
  const given = auth.secret === undefined ? keptSecret(input, auth) : { secret: auth.secret, isReference: auth.isReference === true };
  if (auth.authType !== "OAUTH_CLIENT_CREDENTIALS" || given.secret) return given;
  // Without a client secret it is complete only if a header parameter identifies the client. An empty secret stands for that.
  return { secret: hasAuthorizationParameter(auth.customParameters) ? "" : null, isReference: false };
}

function keptSecret(
  { vault, webhookId, stored }: { vault: Vault; webhookId: string; stored: ConfiguredRow | null },
  auth: AuthWithSecret,
): Secret {
  const before = stored && readConfiguration(stored).auth;
  if (!stored || before?.authType !== auth.authType || stored.authSecret === null) return { secret: null, isReference: false };
  const isReference = before.secretReference !== null;
  if (auth.isReference !== undefined && auth.isReference !== isReference) {
    const message = "Give the secret together with the flag that says whether it is an environment variable.";
    throw new PosternError("invalid_input", `auth: ${message}`, { faults: [{ path: "auth", message }] });
  }
  return { secret: openAuthSecret({ vault, webhookId, sealed: stored.authSecret }), isReference };
}
