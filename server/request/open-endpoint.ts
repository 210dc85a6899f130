import { findReferences } from "@/domain/environment/references";
import type { OAuthSettings } from "@/domain/webhook/oauth-config";
import type { Webhook } from "@/prisma/generated/client";
import type { HttpMethod } from "@/prisma/generated/enums";
import type { Vault } from "@/server/platform/vault";
import { authSettings } from "@/server/webhook-row/auth-columns";
import { openAuthSecret } from "@/server/webhook-row/auth-secret";
import { openHeaders, openParameters } from "@/server/webhook-row/sealed-settings";

/** How a webhook's endpoint is called, its secrets opened, its references not resolved yet. Never leaves the process. */
export interface OpenedEndpoint {
  /** Empty where it has none. */
  url: string;
  httpMethod: HttpMethod;
  auth: OpenedAuth;
  customHeaders: readonly (readonly [name: string, value: string])[];
  viaStaticIp: boolean;
  /** The environment variables that it refers to. */
  variableKeys: readonly string[];
}

/** `secret` may be a reference only where `isReference`: otherwise it is meant as it is, braces or not. */
export type OpenedAuth =
  | { authType: "NONE" }
  | { authType: "BASIC"; username: string; secret: string; isReference: boolean }
  | { authType: "API_KEY"; keyName: string; secret: string; isReference: boolean }
  | ({ authType: "OAUTH_CLIENT_CREDENTIALS"; secret: string; isReference: boolean } & OAuthSettings);

/** Opens what a webhook's row has sealed. Throws when that is not possible: it was sealed with another key. */
export function openEndpoint({ vault, webhook }: { vault: Vault; webhook: Webhook }): OpenedEndpoint {
  const url = webhook.url ?? "";
  const auth = openAuth({ vault, webhook });
  const headers = openHeaders({ vault, webhookId: webhook.id, sealed: webhook.customHeaders });
  const texts = [url, ...Object.values(headers), ...referringTexts(auth)];
  return {
    url,
    httpMethod: webhook.httpMethod,
    auth,
    customHeaders: Object.entries(headers),
    viaStaticIp: webhook.useStaticIp,
    variableKeys: [...new Set(texts.flatMap(findReferences))],
  };
}

function openAuth({ vault, webhook }: { vault: Vault; webhook: Webhook }): OpenedAuth {
  const { id: webhookId, authType, authSecret } = webhook;
  if (authType === "NONE" || authSecret === null) return { authType: "NONE" };
  const settings = authSettings.parse(webhook.authSettings);
  const secret = openAuthSecret({ vault, webhookId, sealed: authSecret });
  const isReference = settings.secretReference !== undefined;
  switch (authType) {
    case "BASIC":
      return { authType, username: settings.username ?? "", secret, isReference };
    case "API_KEY":
      return { authType, keyName: settings.keyName ?? "", secret, isReference };
    case "OAUTH_CLIENT_CREDENTIALS": {
      const customParameters = openParameters({ vault, webhookId, sealed: webhook.authParameters });
      const { clientId = "", endpoint = "", httpMethod = "POST" } = settings;
      return { authType, clientId, endpoint, httpMethod, customParameters, secret, isReference };
    }
  }
}

function referringTexts(auth: OpenedAuth): string[] {
  if (auth.authType === "NONE") return [];
  const secret = auth.isReference ? [auth.secret] : [];
  if (auth.authType === "API_KEY") return secret;
  if (auth.authType === "BASIC") return [...secret, auth.username];
  return [...secret, auth.clientId, auth.endpoint, ...auth.customParameters.map(({ value }) => value)];
}
