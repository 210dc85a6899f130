import { z } from "zod";
import { PosternError } from "@/domain/errors";
import { HTTP_METHODS } from "@/domain/webhook/http-methods";
import { hasAuthorizationParameter } from "@/domain/webhook/oauth-config";
import type { WebhookAuth } from "@/domain/webhook/webhook-auth";
import type { Webhook } from "@/prisma/generated/client";
import type { Vault } from "@/server/platform/vault";
import { openAuthSecret, sealAuthSecret } from "@/server/webhook-row/auth-secret";
import { sealParameters } from "@/server/webhook-row/sealed-settings";

/** `webhook.auth_settings`: what of the authentication is no secret. `secretReference`: what was given as the secret with its `…IsEnvVar` flag. */
export const authSettings = z.object({
  username: z.string().optional(),
  keyName: z.string().optional(),
  clientId: z.string().optional(),
  endpoint: z.string().optional(),
  httpMethod: z.enum(HTTP_METHODS).optional(),
  secretReference: z.string().optional(),
});
export type AuthSettings = z.output<typeof authSettings>;

export type AuthColumns = Pick<Webhook, "authType" | "authSecret" | "authParameters"> & { authSettings: AuthSettings };

interface StoredSecret {
  /** Null: none. */
  secret: string | null;
  isReference: boolean;
}

/**
 * A webhook's authentication as its columns. `stored` is the webhook as it is, null for a new one: a secret that was not given is
 * kept, unless the kind of authentication changes (contract.md, "Shapes"). Throws PosternError `invalid_input` when only the flag
 * of a kept secret was changed.
 */
export function authColumns(input: { vault: Vault; webhookId: string; auth: WebhookAuth; stored: Webhook | null }): AuthColumns {
  const { vault, webhookId, auth } = input;
  if (auth.authType === "NONE") return { authType: "NONE", authSettings: {}, authSecret: null, authParameters: null };
  const { secret, isReference } = resultingSecret(input, auth);
  const parameters = auth.authType === "OAUTH_CLIENT_CREDENTIALS" ? auth.customParameters : [];
  return {
    authType: auth.authType,
    authSettings: { ...publicSettings(auth), ...(isReference && secret ? { secretReference: secret } : {}) },
    authSecret: secret === null ? null : sealAuthSecret({ vault, webhookId, secret }),
    authParameters: sealParameters({ vault, webhookId, parameters }),
  };
}

type AuthWithSecret = Exclude<WebhookAuth, { authType: "NONE" }>;

function resultingSecret(input: { vault: Vault; webhookId: string; stored: Webhook | null }, auth: AuthWithSecret): StoredSecret {
  const given = auth.secret === undefined ? keptSecret(input, auth) : { secret: auth.secret, isReference: auth.isReference === true };
  if (auth.authType !== "OAUTH_CLIENT_CREDENTIALS" || given.secret) return given;
  // No client secret: complete all the same where a header parameter says who the client is, which an empty secret stands for.
  return { secret: hasAuthorizationParameter(auth.customParameters) ? "" : null, isReference: false };
}

function keptSecret({ vault, webhookId, stored }: { vault: Vault; webhookId: string; stored: Webhook | null }, auth: AuthWithSecret) {
  if (stored?.authType !== auth.authType || stored.authSecret === null) return { secret: null, isReference: false };
  const isReference = authSettings.parse(stored.authSettings).secretReference !== undefined;
  if (auth.isReference !== undefined && auth.isReference !== isReference) {
    const message = "Give the secret together with the flag that says whether it is an environment variable.";
    throw new PosternError("invalid_input", `auth: ${message}`, { faults: [{ path: "auth", message }] });
  }
  return { secret: openAuthSecret({ vault, webhookId, sealed: stored.authSecret }), isReference };
}

function publicSettings(auth: AuthWithSecret): AuthSettings {
  switch (auth.authType) {
    case "BASIC":
      return { username: auth.username };
    case "API_KEY":
      return { keyName: auth.keyName };
    case "OAUTH_CLIENT_CREDENTIALS":
      return { clientId: auth.clientId, endpoint: auth.endpoint, httpMethod: auth.httpMethod };
  }
}
