import type { z } from "zod";
import { type FilterFormValues, NO_FILTER, toFilterConfig } from "@/components/webhook/filter/filter-form-values";
import { isReference } from "@/domain/environment/references";
import type { PayloadToggles } from "@/domain/payload/build-entity-envelope";
import type { PayloadFormat } from "@/domain/payload/payload-formats";
import { trimPasted } from "@/domain/trim-pasted";
import { DEFAULT_RETRY_POLICY, DEFAULT_TIMEOUT_SECONDS, type SuccessStatus } from "@/domain/webhook/delivery-settings";
import type { HttpMethod } from "@/domain/webhook/http-methods";
import type { OAuthParameter } from "@/domain/webhook/oauth-config";
import { DEFAULT_PAYLOAD_TOGGLES } from "@/domain/webhook/payload-configuration";
import type { AuthType } from "@/domain/webhook/webhook-auth";
import type { webhookConfigInput } from "@/domain/webhook/webhook-config";

/** What the form holds. Each kind of credentials is kept while another is chosen: what was typed is not lost by looking around. */
export interface WebhookFormValues {
  name: string;
  eventName: string;
  url: string;
  httpMethod: HttpMethod;
  enabled: boolean;
  auth: {
    authType: AuthType;
    /** Which kind's secret is stored already, to be kept where none is typed; null where there is none. */
    storedSecretOf: AuthType | null;
    isSecretCleared: boolean;
    basicAuthConfig: { username: string; password: string };
    apiKeyConfig: { keyName: string; keyValue: string };
    oauthConfig: {
      clientId: string;
      clientSecret: string;
      endpoint: string;
      httpMethod: HttpMethod;
      customParameterList: OAuthParameter[];
    };
  };
  retryPolicy: { enabled: boolean; maxAttempts: number };
  successStatus: SuccessStatus;
  /** As typed, here and below. */
  timeoutSeconds: string;
  /** Empty: no limit. */
  maxRequestsPerSecond: string;
  enableStaticIP: boolean;
  customHeaders: { name: string; value: string }[];
  payload: PayloadToggles;
  payloadFormat: PayloadFormat;
  /** Empty: none. */
  signatureHeader: string;
  filter: FilterFormValues;
  /** Empty: no transform. */
  jsonataExpression: string;
}

export const EMPTY_WEBHOOK: WebhookFormValues = {
  name: "",
  eventName: "",
  url: "",
  httpMethod: "POST",
  enabled: true,
  auth: {
    authType: "NONE",
    storedSecretOf: null,
    isSecretCleared: false,
    basicAuthConfig: { username: "", password: "" },
    apiKeyConfig: { keyName: "", keyValue: "" },
    oauthConfig: { clientId: "", clientSecret: "", endpoint: "", httpMethod: "POST", customParameterList: [] },
  },
  retryPolicy: DEFAULT_RETRY_POLICY,
  successStatus: "2xx",
  timeoutSeconds: String(DEFAULT_TIMEOUT_SECONDS),
  maxRequestsPerSecond: "",
  enableStaticIP: false,
  customHeaders: [],
  payload: DEFAULT_PAYLOAD_TOGGLES,
  payloadFormat: "entity_envelope",
  signatureHeader: "",
  filter: NO_FILTER,
  jsonataExpression: "",
};

/**
 * The form's values as the WebhookConfig that the API takes: only the credentials of the chosen kind. What is pasted is trimmed, but for what
 * is or may be a secret.
 */
export function toWebhookConfig(values: WebhookFormValues): z.input<typeof webhookConfigInput> {
  const { customHeaders } = values;
  return {
    name: values.name,
    eventName: values.eventName,
    url: trimPasted(values.url),
    httpMethod: values.httpMethod,
    enabled: values.enabled,
    auth: toAuth(values.auth),
    payloadConfiguration: {
      ...values.payload,
      custom_headers: Object.fromEntries(customHeaders.map(({ name, value }) => [trimPasted(name), value])),
    },
    payloadFormat: values.payloadFormat,
    signatureHeader: trimPasted(values.signatureHeader) || null,
    ...toFilterConfig(values.filter),
    jsonataExpression: values.jsonataExpression.trim() === "" ? null : values.jsonataExpression,
    retryPolicy: values.retryPolicy,
    successStatus: values.successStatus,
    timeoutSeconds: toNumber(values.timeoutSeconds),
    maxRequestsPerSecond: values.maxRequestsPerSecond.trim() === "" ? null : toNumber(values.maxRequestsPerSecond),
    enableStaticIP: values.enableStaticIP,
  };
}

/** Whether nothing was typed because what is stored is to stay. */
export function isSecretKept({ authType, storedSecretOf, isSecretCleared }: WebhookFormValues["auth"]): boolean {
  return storedSecretOf === authType && !isSecretCleared;
}

/** The secret as the API takes it: absent keeps what is stored, null clears it. */
function toSecret<Name extends string>(name: Name, secret: string, auth: WebhookFormValues["auth"]): { [Key in Name]?: string | null } {
  if (secret !== "") return { [name]: secret } as { [Key in Name]: string };
  if (isSecretKept(auth)) return {};
  return { [name]: auth.storedSecretOf === auth.authType ? null : "" } as { [Key in Name]: string | null };
}

/**
 * The authentication as the API takes it. A secret that is a reference and nothing else is sent as one: what it refers to is then the
 * secret (contract.md, "Shapes").
 */
export function toAuth(auth: WebhookFormValues["auth"]) {
  const { authType, basicAuthConfig, apiKeyConfig, oauthConfig } = auth;
  switch (authType) {
    case "NONE":
      return { authType };
    case "BASIC": {
      const isEnvVar = isReference(basicAuthConfig.password);
      return {
        authType,
        basicAuthConfig: {
          username: trimPasted(basicAuthConfig.username),
          ...toSecret("password", basicAuthConfig.password, auth),
          ...(isEnvVar ? { passwordIsEnvVar: true } : {}),
        },
      };
    }
    case "API_KEY": {
      const isEnvVar = isReference(apiKeyConfig.keyValue);
      return {
        authType,
        apiKeyConfig: {
          keyName: trimPasted(apiKeyConfig.keyName),
          ...toSecret("keyValue", apiKeyConfig.keyValue, auth),
          ...(isEnvVar ? { keyValueIsEnvVar: true } : {}),
        },
      };
    }
    case "OAUTH_CLIENT_CREDENTIALS": {
      const { clientId, clientSecret, endpoint, httpMethod, customParameterList } = oauthConfig;
      return {
        authType,
        oauthConfig: {
          clientId: trimPasted(clientId),
          endpoint: trimPasted(endpoint),
          httpMethod,
          // Left empty, there is none: the API keeps such a webhook incomplete unless a parameter says who the client is.
          ...(clientSecret === "" && auth.storedSecretOf !== authType ? {} : toSecret("clientSecret", clientSecret, auth)),
          ...(isReference(clientSecret) ? { clientSecretIsEnvVar: true } : {}),
          ...(customParameterList.length > 0
            ? { customParameterList: customParameterList.map((parameter) => ({ ...parameter, key: trimPasted(parameter.key) })) }
            : {}),
        },
      };
    }
  }
}

/** A number, or NaN, which the schema refuses in its own words. */
function toNumber(text: string): number {
  return /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
}
