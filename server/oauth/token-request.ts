import { createHash } from "node:crypto";
import { isBodiless } from "@/domain/webhook/http-methods";
import { hasAuthorizationParameter, type OAuthParameter } from "@/domain/webhook/oauth-config";
import { isPlainParameter } from "@/domain/webhook/shown-values";
import { version } from "@/package.json";
import type { HttpMethod } from "@/prisma/generated/enums";
import { ACCEPTED_ENCODINGS } from "@/server/egress/content-decoder";
import { headerCredentials } from "@/server/platform/header-credentials";
import { KnownSecrets } from "@/server/platform/secret-forms";

/** The request that fetches a webhook's access token, ready to be sent. It never leaves the process. */
export interface TokenRequest {
  url: string;
  method: HttpMethod;
  headers: Record<string, string>;
  body: string | null;
  viaStaticIp: boolean;
  /** The same for the same request of the same version of the webhook. A token that was fetched with another fingerprint is not used. */
  fingerprint: string;
  /** The secrets that must be blacked out in the token endpoint's answer. */
  secrets: KnownSecrets;
}

const USER_AGENT = `Postern/${version}`;

/**
 * Returns the token request (contract.md, "OAuth client credentials"; RFC 6749, section 4.4.2): grant_type, client_id,
 * client_secret and the custom body parameters, which replace ours of the same name, all form-encoded. A method without a body
 * has them in the query. An Authorization header parameter identifies the client, so client_id and client_secret are then left
 * out.
 */
export function buildTokenRequest(input: {
  endpoint: string;
  httpMethod: HttpMethod;
  clientId: string;
  clientSecret: string;
  /** The parameters with their references resolved, and headers that may be sent. */
  parameters: readonly OAuthParameter[];
  viaStaticIp: boolean;
  webhook: { id: string; version: number };
  /** The values of the secret variables that the request contains. */
  variableSecrets: readonly string[];
}): TokenRequest {
  const { httpMethod: method, parameters, viaStaticIp, webhook } = input;
  const ofType = (type: OAuthParameter["type"]) =>
    parameters.filter((parameter) => parameter.type === type).map(({ key, value }) => [key, value] satisfies [string, string]);
  const form = withDefaults(ofType("body"), [
    ["grant_type", "client_credentials"],
    ...(hasAuthorizationParameter(parameters) ? [] : clientCredentials(input)),
  ]);
  const isQuery = isBodiless(method);
  const url = withQuery(input.endpoint, [...(isQuery ? form : []), ...ofType("query")]);
  const body = isQuery ? null : new URLSearchParams(form).toString();
  const headers: Record<string, string> = {
    accept: "application/json",
    "accept-encoding": ACCEPTED_ENCODINGS,
    "user-agent": USER_AGENT,
    ...(isQuery ? {} : { "content-type": "application/x-www-form-urlencoded" }),
    ...Object.fromEntries(ofType("header").map(([name, value]) => [name.toLowerCase(), value])),
  };
  const content = JSON.stringify([webhook.id, webhook.version, method, url, headers, body]);
  return {
    url,
    method,
    headers,
    body,
    viaStaticIp,
    fingerprint: createHash("sha256").update(content).digest("base64url"),
    secrets: new KnownSecrets([input.clientSecret, ...input.variableSecrets, ...parameters.flatMap(secretsOf)]),
  };
}

/** Returns the parts of a parameter's value that no message may say. */
function secretsOf({ type, key, value }: OAuthParameter): string[] {
  if (isPlainParameter({ type, key })) return [];
  return type === "header" ? headerCredentials(key, value) : [value];
}

function clientCredentials({ clientId, clientSecret }: { clientId: string; clientSecret: string }): [string, string][] {
  return [
    ["client_id", clientId],
    ["client_secret", clientSecret],
  ];
}

/** Adds the defaults that are not given. A parameter must not occur twice (RFC 6749, section 3.2). */
function withDefaults(given: [string, string][], defaults: [string, string][]): [string, string][] {
  return [...defaults.filter(([key]) => !given.some(([other]) => other === key)), ...given];
}

/** Appends the parameters to the address, whose own query stays as it is written. */
function withQuery(address: string, parameters: [string, string][]): string {
  const url = address.replace(/#.*$/s, "");
  if (parameters.length === 0) return url;
  const separator = url.includes("?") ? (/[?&]$/.test(url) ? "" : "&") : "?";
  return `${url}${separator}${new URLSearchParams(parameters)}`;
}
