import { AUTH_LABEL } from "@/components/webhook/auth-label";
import { OPERATOR_LABEL } from "@/components/webhook/filter/filter-words";
import { FORMAT_LABEL } from "@/components/webhook/payload-format-words";
import { SUCCESS_LABEL } from "@/components/webhook/summarise-delivery";
import { DISABLED_EXPLANATIONS } from "@/domain/webhook/disabled-reasons";

const LABELS: Readonly<Record<string, string>> = {
  name: "Name",
  eventName: "Event",
  url: "URL",
  httpMethod: "Method",
  enabled: "Enabled",
  disabledReason: "Disabled because of",
  status: "Status",
  auth: "Authentication",
  secret: "Authentication secret",
  "auth.authType": "Authentication",
  "auth.secret": "Authentication secret",
  "auth.basicAuthConfig.username": "User name",
  "auth.basicAuthConfig.password": "Password (variable)",
  "auth.basicAuthConfig.passwordIsEnvVar": "Password is a variable",
  "auth.apiKeyConfig.keyName": "API key header",
  "auth.apiKeyConfig.keyValue": "API key (variable)",
  "auth.apiKeyConfig.keyValueIsEnvVar": "API key is a variable",
  "auth.oauthConfig.clientId": "OAuth client id",
  "auth.oauthConfig.clientSecret": "OAuth client secret (variable)",
  "auth.oauthConfig.clientSecretIsEnvVar": "OAuth client secret is a variable",
  "auth.oauthConfig.endpoint": "OAuth token endpoint",
  "auth.oauthConfig.httpMethod": "OAuth token method",
  "auth.oauthConfig.customParameterList": "OAuth parameters",
  filter: "Filter",
  filterConditions: "Filter conditions",
  "filter.keyToFilter": "Filter field",
  "filter.supportedValues": "Filter values",
  "filterConditions.conditions": "Filter conditions",
  "filterConditions.logical_operator": "Conditions joined by",
  payloadConfiguration: "Payload",
  "payloadConfiguration.hydrate_entity": "Whole entity",
  "payloadConfiguration.include_relations": "Relations",
  "payloadConfiguration.include_activity": "Activity",
  "payloadConfiguration.include_changed_attributes": "Changed attributes",
  payloadFormat: "Payload format",
  signatureHeader: "Signature header",
  jsonataExpression: "Transform",
  retryPolicy: "Retries",
  "retryPolicy.enabled": "Retries",
  "retryPolicy.maxAttempts": "Retries at most",
  enableStaticIP: "Static IP",
  timeoutSeconds: "Time limit (seconds)",
  successStatus: "Counts as success",
  maxRequestsPerSecond: "Requests a second",
  protected: "Protected",
  eventVersion: "Event version",
  _manifest: "Manifests",
};
/** Fields whose values are words of the API's, and what the form calls these. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "auth.authType": AUTH_LABEL,
  "filterConditions.logical_operator": OPERATOR_LABEL,
  payloadFormat: FORMAT_LABEL,
  successStatus: SUCCESS_LABEL,
  disabledReason: DISABLED_EXPLANATIONS,
};
const HEADER = "payloadConfiguration.custom_headers.";

/** What people call a field of a webhook's configuration; its path where this version knows no name. */
export function fieldLabel(field: string): string {
  if (field.startsWith(HEADER)) return `Header ${field.slice(HEADER.length)}`;
  return LABELS[field] ?? field;
}

/** A field's value as it is compared: the form's word for it, other text as it is, a yes or no in words, all else as JSON. */
export function shownFieldValue(field: string, value: unknown): string {
  if (typeof value === "string") return VALUES[field]?.[value] ?? value;
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join(", ");
  return JSON.stringify(value, null, 2);
}
