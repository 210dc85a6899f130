import { secretPathOf } from "@/domain/webhook/secret-path";
import type { WebhookConfiguration } from "@/domain/webhook/webhook-configuration";

type Referring = Pick<WebhookConfiguration, "url" | "auth" | "payloadConfiguration">;

/** The two places to which a webhook's requests go: its endpoint, and the one that gives it access tokens. */
export type DestinationName = "url" | "tokenEndpoint";

/** One of them, with its address and the texts of the configuration that are sent there, each with its path. */
export interface Destination {
  name: DestinationName;
  /** Null or empty while it is not known. */
  address: string | null;
  texts: readonly { path: string; text: string }[];
}

/** Returns a webhook's destinations, with every text in which an attempt replaces references with environment variables. */
export function destinationsOf({ url, auth, payloadConfiguration }: Referring): Destination[] {
  const headers = Object.entries(payloadConfiguration.custom_headers).map(([name, text]) => ({
    path: `payloadConfiguration.custom_headers.${name}`,
    text,
  }));
  const secret =
    auth.authType === "NONE" || auth.secretReference === null ? [] : [{ path: secretPathOf(auth), text: auth.secretReference }];
  const userName = auth.authType === "BASIC" ? [{ path: "auth.basicAuthConfig.username", text: auth.username }] : [];
  const isOAuth = auth.authType === "OAUTH_CLIENT_CREDENTIALS";
  const endpoint: Destination = {
    name: "url",
    address: url,
    texts: [{ path: "url", text: url ?? "" }, ...headers, ...userName, ...(isOAuth ? [] : secret)],
  };
  if (!isOAuth) return [endpoint];
  const parameters = auth.customParameters.map(({ value }, index) => ({
    path: `auth.oauthConfig.customParameterList.${index}.value`,
    text: value,
  }));
  const own = [
    { path: "auth.oauthConfig.endpoint", text: auth.endpoint },
    { path: "auth.oauthConfig.clientId", text: auth.clientId },
  ];
  return [endpoint, { name: "tokenEndpoint", address: auth.endpoint, texts: [...own, ...secret, ...parameters] }];
}

/** Returns every text of a configuration in which an attempt replaces references with environment variables. */
export function referringTexts(configuration: Referring): string[] {
  return destinationsOf(configuration).flatMap(({ texts }) => texts.map(({ text }) => text));
}
