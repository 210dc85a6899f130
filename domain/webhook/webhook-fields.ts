/** The sections of the portal's form. */
export type FormSection = "subscription" | "endpoint" | "authentication" | "payload" | "filter" | "transform" | "delivery";

/** The facts about one field of a WebhookConfig, for all code that shows or describes it. */
export interface WebhookField {
  /** The name that people see. */
  label: string;
  /** The section of the form that has the field. Absent where the form does not have it. */
  section?: FormSection;
  /** The form's field that shows the faults. Absent where they are shown above the form. */
  place?: string;
  /** The parts of a list's row that have form fields of their own, at `<place>.<index>.<part>`. */
  rows?: readonly string[];
  /** The description in the API's reference. */
  description?: string;
  /** The meaning of a setting's absence from a change: its value stays (`keeps`), or becomes the default (`clears`). */
  absence?: "keeps" | "clears";
  /** The default in words, where it needs them. */
  absent?: string;
}

const WRITE_ONLY =
  "Write-only. Absent keeps it, null clears it, a text sets it. Must be given again where the URL or the token endpoint leads to another origin.";
const REDACTED_VALUES = "A value that is not known to be plain reads `[redacted]` for who may not write; sent back, it keeps the value.";

/**
 * The fields of a WebhookConfig by their paths in it. Faults, the history, the preview, the API's reference and the restoring of
 * a version read this one table, so a new setting is described only here.
 */
export const WEBHOOK_FIELDS: Readonly<Record<string, WebhookField>> = {
  name: {
    label: "Name",
    section: "subscription",
    place: "name",
    description: "How people recognise it.",
    absence: "clears",
    absent: "the event's label",
  },
  eventName: {
    label: "Event",
    section: "subscription",
    place: "eventName",
    description: "The event's name or an alias of it, as `GET /v1/webhooks/configured-events` lists them.",
  },
  url: {
    label: "URL",
    section: "endpoint",
    place: "url",
    description:
      "Where deliveries go. May hold references to environment variables: `{{ env.key }}`. Absent: the webhook stays incomplete.",
    absence: "clears",
  },
  httpMethod: {
    label: "Method",
    section: "endpoint",
    place: "httpMethod",
    description: "The request's method. GET, HEAD and OPTIONS send no body.",
    absence: "clears",
  },
  enabled: {
    label: "Enabled",
    section: "endpoint",
    description: "Whether it is switched on. Disabling ends what waits for the webhook as failed with WEBHOOK_DISABLED.",
    absence: "clears",
  },
  disabledReason: { label: "Disabled because of", description: "Why Postern itself disabled the webhook." },
  status: {
    label: "Status",
    description:
      "`active`: it delivers. `inactive`: switched off. `incomplete`: its URL or its credentials are missing, nothing is delivered.",
  },

  auth: {
    label: "Authentication",
    section: "authentication",
    description: "How the endpoint knows who calls. Absent: NONE.",
    absence: "clears",
  },
  "auth.authType": {
    label: "Authentication",
    section: "authentication",
    place: "auth.authType",
    description: "Which kind of authentication; the one sub-object that matches it goes with it.",
  },
  "auth.basicAuthConfig": { label: "Basic authentication", description: "With authType BASIC." },
  "auth.basicAuthConfig.username": {
    label: "User name",
    section: "authentication",
    place: "auth.basicAuthConfig.username",
    description: "The user name. May hold references to environment variables: `{{ env.key }}`.",
  },
  "auth.basicAuthConfig.password": {
    label: "Password (variable)",
    section: "authentication",
    place: "auth.basicAuthConfig.password",
    description: WRITE_ONLY,
  },
  "auth.basicAuthConfig.passwordIsEnvVar": {
    label: "Password is a variable",
    description: "Whether `password` is a reference to an environment variable.",
  },
  "auth.apiKeyConfig": { label: "API key", description: "With authType API_KEY." },
  "auth.apiKeyConfig.keyName": {
    label: "API key header",
    section: "authentication",
    place: "auth.apiKeyConfig.keyName",
    description: "The name of the header that carries the key.",
  },
  "auth.apiKeyConfig.keyValue": {
    label: "API key (variable)",
    section: "authentication",
    place: "auth.apiKeyConfig.keyValue",
    description: WRITE_ONLY,
  },
  "auth.apiKeyConfig.keyValueIsEnvVar": {
    label: "API key is a variable",
    description: "Whether `keyValue` is a reference to an environment variable.",
  },
  "auth.oauthConfig": { label: "OAuth", description: "With authType OAUTH_CLIENT_CREDENTIALS." },
  "auth.oauthConfig.clientId": {
    label: "OAuth client id",
    section: "authentication",
    place: "auth.oauthConfig.clientId",
    description: "The client's id. May hold references to environment variables: `{{ env.key }}`.",
  },
  "auth.oauthConfig.clientSecret": {
    label: "OAuth client secret (variable)",
    section: "authentication",
    place: "auth.oauthConfig.clientSecret",
    description: WRITE_ONLY,
  },
  "auth.oauthConfig.clientSecretIsEnvVar": {
    label: "OAuth client secret is a variable",
    description: "Whether `clientSecret` is a reference to an environment variable.",
  },
  "auth.oauthConfig.endpoint": {
    label: "OAuth token endpoint",
    section: "authentication",
    place: "auth.oauthConfig.endpoint",
    description: "The address of the token endpoint. May hold references to environment variables: `{{ env.key }}`.",
  },
  "auth.oauthConfig.httpMethod": {
    label: "OAuth token method",
    section: "authentication",
    place: "auth.oauthConfig.httpMethod",
  },
  "auth.oauthConfig.customParameterList": {
    label: "OAuth parameters",
    section: "authentication",
    place: "auth.oauthConfig.customParameterList",
    rows: ["type", "key", "value"],
    description: `Further parameters of the token request. Their values may hold references to environment variables, their keys none. ${REDACTED_VALUES}`,
  },
  "auth.secret": { label: "Authentication secret" },
  /** The audit log's name of the same field. */
  secret: { label: "Authentication secret" },

  filter: {
    label: "Filter",
    section: "filter",
    place: "filter.mode",
    description: "Only events whose value at `keyToFilter` is one of `supportedValues` are sent. Absent: every event is.",
    absence: "clears",
  },
  "filter.keyToFilter": {
    label: "Filter field",
    section: "filter",
    place: "filter.keyToFilter",
    description: "The dot path of a field of the event.",
  },
  "filter.supportedValues": {
    label: "Filter values",
    section: "filter",
    place: "filter.supportedValues",
    description: "The values that are sent, case-sensitive.",
  },
  filterConditions: {
    label: "Filter conditions",
    section: "filter",
    place: "filter.mode",
    description: "Conditions that an event must meet to be sent.",
    absence: "clears",
  },
  "filterConditions.conditions": {
    label: "Filter conditions",
    section: "filter",
    place: "filter.conditions",
    rows: ["field", "operation", "values", "field_type", "jsonata_expression"],
    description: "Up to ten conditions.",
  },
  "filterConditions.logical_operator": {
    label: "Conditions joined by",
    section: "filter",
    place: "filter.mode",
    description: "Whether all of the conditions must hold, or one.",
  },

  payloadConfiguration: {
    label: "Payload",
    section: "payload",
    description: "What of an event the payload holds, and further headers.",
    absence: "clears",
  },
  "payloadConfiguration.hydrate_entity": {
    label: "Whole entity",
    section: "payload",
    description: "Whether the entity is sent in full, or its identity alone.",
  },
  "payloadConfiguration.include_relations": {
    label: "Relations",
    section: "payload",
    description: "Whether related entities are sent.",
  },
  "payloadConfiguration.include_activity": {
    label: "Activity",
    section: "payload",
    description: "Whether the activity that caused the event is sent.",
  },
  "payloadConfiguration.include_changed_attributes": {
    label: "Changed attributes",
    section: "payload",
    description: "Whether events of changes say what was added, updated and deleted.",
  },
  "payloadConfiguration.custom_headers": {
    label: "Custom headers",
    section: "payload",
    place: "customHeaders",
    rows: ["name", "value"],
    description: `Headers that each request carries besides Postern's own. Values may refer to environment variables. ${REDACTED_VALUES}`,
  },
  payloadFormat: {
    label: "Payload format",
    section: "payload",
    place: "payloadFormat",
    description:
      "`entity_envelope`: `{ metadata, entity, … }`. `event_object`: `{ eventType, data, previousAttributes? }`, where `eventType` is the webhook's own `eventName`.",
    absence: "keeps",
  },
  signatureHeader: {
    label: "Signature header",
    section: "payload",
    place: "signatureHeader",
    description: "The name of a further header that carries the body's HMAC-SHA256 in hex. Null: none.",
    absence: "keeps",
  },

  jsonataExpression: {
    label: "Transform",
    section: "transform",
    place: "jsonataExpression",
    description: "A JSONata expression that makes the payload out of what would be sent.",
    absence: "clears",
  },

  retryPolicy: {
    label: "Retries",
    section: "delivery",
    description: "Whether and how often a delivery that failed for the moment is tried again.",
    absence: "keeps",
  },
  "retryPolicy.enabled": { label: "Retries", section: "delivery" },
  "retryPolicy.maxAttempts": {
    label: "Retries at most",
    section: "delivery",
    description: "Retries after the first attempt: after 5 s, 5 min, 30 min, 2 h and 5 h.",
  },
  enableStaticIP: {
    label: "Static IP",
    section: "delivery",
    place: "enableStaticIP",
    description: "Whether deliveries leave from the installation's static IP address.",
    absence: "clears",
  },
  timeoutSeconds: {
    label: "Time limit (seconds)",
    section: "delivery",
    place: "timeoutSeconds",
    description: "The longest that one attempt may take. Only owners may set more than 120.",
    absence: "keeps",
  },
  successStatus: {
    label: "Counts as success",
    section: "delivery",
    description: "Which answers count as success: each 2xx, or 200 alone.",
    absence: "keeps",
  },
  maxRequestsPerSecond: {
    label: "Requests a second",
    section: "delivery",
    place: "maxRequestsPerSecond",
    description: "The most requests that the endpoint gets in a second. Null: no limit.",
    absence: "keeps",
  },

  protected: {
    label: "Protected",
    description: "Whether only owners may change and delete the webhook.",
    absence: "clears",
  },
  eventVersion: {
    label: "Event version",
    description: "The version of the event's schema that the webhook is pinned to. Stored and given back, without effect yet.",
    absence: "clears",
  },
  _manifest: { label: "Manifests", description: "The ids of the manifests that made the webhook.", absence: "clears" },
};
