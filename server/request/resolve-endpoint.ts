import { findReferences, hasReference } from "@/domain/environment/references";
import { REDACTED } from "@/domain/redacted";
import { isHeaderValue } from "@/domain/webhook/header-rules";
import type { HttpMethod } from "@/domain/webhook/http-methods";
import { isPlainHeader } from "@/domain/webhook/plain-headers";
import { destinationsOf, referringTexts } from "@/domain/webhook/referring-texts";
import { isShownHeader } from "@/domain/webhook/shown-values";
import { type ConfiguredAuth, isUserName } from "@/domain/webhook/webhook-auth";
import type { WebhookConfiguration } from "@/domain/webhook/webhook-configuration";
import { findMisdirected } from "@/server/environment/find-misdirected";
import { resolveReferences, VariableError, type Variables } from "@/server/environment/resolve-references";
import { buildTokenRequest, type TokenRequest } from "@/server/oauth/token-request";
import { headerCredentials } from "@/server/platform/header-credentials";
import { KnownSecrets } from "@/server/platform/secret-forms";

/** A webhook's endpoint with its secrets opened and its references not yet resolved. It never leaves the process. */
export interface OpenedEndpoint {
  configuration: Pick<WebhookConfiguration, "url" | "httpMethod" | "auth" | "payloadConfiguration" | "enableStaticIP">;
  /** The secret of the authentication; null when there is none. */
  secret: string | null;
  /** The environment variables that it refers to. */
  variableKeys: readonly string[];
}

/** A header: `value` is sent, `shown` is for records. */
interface ResolvedHeader {
  name: string;
  value: string;
  shown: string;
}

/** An endpoint with everything resolved. It never leaves the process. */
export interface ResolvedEndpoint {
  /** The URL for records, with secret variables as references. */
  url: string;
  requestUrl: string;
  httpMethod: HttpMethod;
  authHeader: { name: string; value: string } | null;
  /** The request that fetches its access token; null when the authentication is not OAuth. */
  tokenRequest: TokenRequest | null;
  customHeaders: readonly ResolvedHeader[];
  viaStaticIp: boolean;
  /** The secrets that no record may hold. */
  secrets: KnownSecrets;
}

/** Returns the endpoint of a configuration and its secret, with the variables that they refer to. Done once for all attempts. */
export function toEndpoint(opened: Pick<OpenedEndpoint, "configuration" | "secret">): OpenedEndpoint {
  return { ...opened, variableKeys: [...new Set(referringTexts(opened.configuration).flatMap(findReferences))] };
}

/**
 * Returns the endpoint with the environment variables' values in place of the references. `webhook` tells which configuration a
 * token belongs to. Throws VariableError when a variable does not exist, its value does not fit in its place, or it is bound to
 * other hosts than the one that it would be sent to.
 */
export function resolveEndpoint(input: {
  endpoint: OpenedEndpoint;
  variables: Variables;
  webhook: { id: string; version: number };
}): ResolvedEndpoint {
  const { endpoint, variables, webhook } = input;
  const { httpMethod, payloadConfiguration, enableStaticIP: viaStaticIp } = endpoint.configuration;
  const url = resolveReferences({ text: endpoint.configuration.url ?? "", variables });
  assertHosts({ endpoint, variables });
  const secretsIn = (keys: readonly string[]) =>
    keys.flatMap((key) => {
      const variable = variables.get(key);
      return variable?.isSecret ? [variable.value] : [];
    });
  // The host of a URL is sent, and told, in lower case.
  const inHost = secretsIn(findReferences(endpoint.configuration.url ?? "")).map((value) => value.toLowerCase());
  const variableSecrets = [...secretsIn(endpoint.variableKeys), ...inHost];
  const { secrets, ...auth } = resolveAuth(input);
  const tokenRequest = auth.token && buildTokenRequest({ ...auth.token, webhook, variableSecrets, viaStaticIp });
  const customHeaders = Object.entries(payloadConfiguration.custom_headers).map(([name, text]) => {
    const { value, shown } = resolveHeaderValue({ text, variables, place: name });
    return { name, value, shown: isShownHeader({ name, value: text }) ? shown : REDACTED };
  });
  const headerSecrets = customHeaders
    .filter(({ name, value, shown }) => !isPlainHeader(name) && value !== shown)
    .flatMap(({ name, value }) => headerCredentials(name, value));
  return {
    url: url.shown,
    requestUrl: url.value,
    httpMethod,
    authHeader: auth.authHeader,
    tokenRequest,
    customHeaders,
    viaStaticIp,
    secrets: new KnownSecrets([...variableSecrets, ...headerSecrets, ...secrets]),
  };
}

/** Throws VariableError for a secret variable that is bound to other hosts than the one that it would be sent to. */
function assertHosts({ endpoint, variables }: { endpoint: OpenedEndpoint; variables: Variables }): void {
  if (![...variables.values()].some((variable) => variable && variable.hosts.length > 0)) return;
  const [misdirected] = destinationsOf(endpoint.configuration).flatMap((destination) => findMisdirected({ destination, variables }));
  if (misdirected) throw new VariableError(misdirected.message);
}

type TokenParts = Omit<Parameters<typeof buildTokenRequest>[0], "webhook" | "viaStaticIp" | "variableSecrets">;

interface ResolvedAuth {
  authHeader: ResolvedEndpoint["authHeader"];
  token: TokenParts | null;
  secrets: string[];
}

function resolveAuth({ endpoint, variables }: { endpoint: OpenedEndpoint; variables: Variables }): ResolvedAuth {
  const { auth } = endpoint.configuration;
  if (auth.authType === "NONE" || endpoint.secret === null) return { authHeader: null, token: null, secrets: [] };
  const { secretReference } = auth;
  // Only a secret that was given as a reference is one. Any other is used as it is, even with braces in it.
  const secret = secretReference === null ? endpoint.secret : resolveReferences({ text: secretReference, variables }).value;
  switch (auth.authType) {
    case "BASIC": {
      const header = `Basic ${Buffer.from(`${resolveUserName(auth.username, variables)}:${secret}`, "utf8").toString("base64")}`;
      return { authHeader: { name: "authorization", value: header }, token: null, secrets: headerCredentials("authorization", header) };
    }
    case "API_KEY":
      assertHeaderValue({ text: secretReference ?? secret, value: secret, place: auth.keyName });
      return { authHeader: { name: auth.keyName, value: secret }, token: null, secrets: headerCredentials(auth.keyName, secret) };
    case "OAUTH_CLIENT_CREDENTIALS":
      return { authHeader: null, token: resolveToken(auth, secret, variables), secrets: [secret] };
  }
}

/** Returns the user name. A variable's value must not move the place where the password begins. */
function resolveUserName(text: string, variables: Variables): string {
  const { value } = resolveReferences({ text, variables });
  if (!hasReference(text) || isUserName(value)) return value;
  const keys = findReferences(text).join(", ");
  throw new VariableError(`The environment variable ${keys} has a colon or a control character, which no user name can have.`);
}

function resolveToken(
  auth: Extract<ConfiguredAuth, { authType: "OAUTH_CLIENT_CREDENTIALS" }>,
  clientSecret: string,
  variables: Variables,
): TokenParts {
  const resolve = (text: string) => resolveReferences({ text, variables }).value;
  return {
    endpoint: resolve(auth.endpoint),
    httpMethod: auth.httpMethod,
    clientId: resolve(auth.clientId),
    clientSecret,
    parameters: auth.customParameters.map(({ type, key, value }) => ({
      type,
      key,
      value: type === "header" ? resolveHeaderValue({ text: value, variables, place: key }).value : resolve(value),
    })),
  };
}

function resolveHeaderValue({ text, variables, place }: { text: string; variables: Variables; place: string }) {
  const resolved = resolveReferences({ text, variables });
  assertHeaderValue({ text, value: resolved.value, place });
  return resolved;
}

/** Throws VariableError for a value with a line break. A variable must not end its header and begin another one. */
function assertHeaderValue({ text, value, place }: { text: string; value: string; place: string }): void {
  if (!hasReference(text) || isHeaderValue(value)) return;
  const keys = findReferences(text).join(", ");
  throw new VariableError(`The environment variable ${keys} has a line break or another character that the header ${place} cannot carry.`);
}
