import type { SampleFaultName } from "@/bin/demo-data/sample-faults";
import type { SkipReason } from "@/domain/delivery/skip-reasons";
import type { DisabledReason } from "@/domain/webhook/disabled-reasons";

/** A time in which deliveries to a webhook go in the same way. Rates are parts of 1. */
interface Spell {
  /** The end of the spell, in hours before now. */
  untilHoursAgo: number;
  /** The part of the deliveries that fail for good. */
  failing: number;
  /** The part of the deliveries that succeed after one or two failed attempts. */
  recovering: number;
  fault: SampleFaultName;
  /** True when nothing is sent because the endpoint is away, and its circuit open. */
  isCircuitOpen?: boolean;
  /** The reason why nothing is sent. */
  skipped?: SkipReason;
}

export interface SampleWebhook {
  /** A WebhookConfig, as the API takes it. */
  config: Readonly<Record<string, unknown>> & { name: string; eventName: string };
  /** The median time of an answer, in milliseconds. */
  medianMs: number;
  /** The spells, the oldest first; the last one lasts until now. */
  spells: readonly [Spell, ...Spell[]];
  /** The header that authentication sends. */
  authHeader?: string;
  /** Does to a record what the config's transform does; null when the transform gives nothing. */
  transform?: (record: Readonly<Record<string, unknown>>) => Record<string, unknown> | null;
  disabledReason?: DisabledReason;
  isSwitchedOff?: boolean;
}

const calm = (fault: SampleFaultName, failing: number, recovering: number): Spell => ({
  untilHoursAgo: 0,
  failing,
  recovering,
  fault,
});

const secret = "demo-only-0c2f7a";
const oauth = (host: string) => ({
  authType: "OAUTH_CLIENT_CREDENTIALS",
  oauthConfig: {
    clientId: "postern",
    endpoint: `https://${host}/oauth/token`,
    httpMethod: "POST",
    clientSecret: secret,
    customParameterList: [{ type: "body", key: "audience", value: `https://${host}` }],
  },
});

/**
 * The sample webhooks. Their endpoints are below example.com, which nobody can own (RFC 2606), so that what the demo leaves to be sent
 * reaches nobody.
 */
export const SAMPLE_WEBHOOKS: readonly SampleWebhook[] = [
  {
    config: {
      name: "Customer records",
      eventName: "client.updated",
      url: "https://crm.example.com/hooks/clients",
      auth: { authType: "API_KEY", apiKeyConfig: { keyName: "X-Api-Key", keyValue: "{{ env.crm_api_key }}", keyValueIsEnvVar: true } },
      payloadConfiguration: { include_changed_attributes: true },
      maxRequestsPerSecond: 50,
    },
    medianMs: 86,
    authHeader: "X-Api-Key",
    spells: [calm("serverError", 0.001, 0.004)],
  },
  {
    config: {
      name: "Newsletter sign-ups",
      eventName: "client.created",
      url: "https://mail.example.com/v2/contacts",
      auth: { authType: "BASIC", basicAuthConfig: { username: "postern", password: secret } },
    },
    medianMs: 145,
    authHeader: "authorization",
    spells: [calm("tooMany", 0.003, 0.05)],
  },
  {
    config: {
      name: "Product catalogue",
      eventName: "product_updated",
      url: "https://catalogue.example.com/webhooks/products",
      httpMethod: "PUT",
      auth: oauth("catalogue.example.com"),
      retryPolicy: { enabled: true, maxAttempts: 2 },
    },
    medianMs: 240,
    authHeader: "authorization",
    spells: [
      { ...calm("serverError", 0.002, 0.008), untilHoursAgo: 54 },
      { ...calm("unavailable", 0.72, 0.1), untilHoursAgo: 48 },
      calm("serverError", 0.002, 0.008),
    ],
  },
  {
    config: {
      name: "Search index",
      eventName: "product_updated",
      url: "https://search.example.com/ingest",
      payloadConfiguration: { custom_headers: { "X-Index": "products" } },
      maxRequestsPerSecond: 200,
    },
    medianMs: 34,
    spells: [calm("unavailable", 0.0002, 0.001)],
  },
  {
    config: {
      name: "Order fulfilment",
      eventName: "order.created",
      url: "https://fulfilment.example.com/api/orders",
      payloadFormat: "event_object",
      signatureHeader: "x-signature",
      retryPolicy: { enabled: true, maxAttempts: 5 },
    },
    medianMs: 118,
    spells: [
      { ...calm("serverError", 0.001, 0.004), untilHoursAgo: 122 },
      { ...calm("timeout", 0.02, 0.2), untilHoursAgo: 119 },
      calm("serverError", 0.001, 0.004),
    ],
  },
  {
    config: {
      name: "Shipping notices",
      eventName: "order.shipped",
      url: "https://notify.example.com/shipping",
      filterConditions: {
        logical_operator: "AND",
        conditions: [{ field: "entity.currency", operation: "equals", values: ["EUR"], field_type: "string" }],
      },
    },
    medianMs: 310,
    spells: [calm("badRequest", 0.009, 0.006)],
  },
  {
    config: {
      name: "Accounting export",
      eventName: "invoice.paid",
      url: "https://ledger.example.com/imports/invoices",
      auth: oauth("ledger.example.com"),
      jsonataExpression: 'entity.amount > 5000 ? { "document": entity.number, "amount": entity.amount / 100, "currency": entity.currency }',
    },
    medianMs: 420,
    authHeader: "authorization",
    spells: [
      { ...calm("serverError", 0.004, 0.01), untilHoursAgo: 31 },
      { ...calm("noToken", 1, 0), untilHoursAgo: 29 },
      calm("serverError", 0.004, 0.01),
    ],
    transform: ({ number, amount, currency }) =>
      Number(amount) > 5_000 ? { document: number, amount: Number(amount) / 100, currency } : null,
  },
  {
    config: { name: "Payment reminders", eventName: "invoice.overdue" },
    medianMs: 0,
    spells: [{ ...calm("serverError", 0, 0), skipped: "WEBHOOK_INCOMPLETE" }],
  },
  {
    config: {
      name: "Support desk",
      eventName: "customer_request_created",
      url: "https://desk.example.com/api/v1/tickets",
      auth: { authType: "API_KEY", apiKeyConfig: { keyName: "X-Desk-Token", keyValue: secret } },
    },
    medianMs: 190,
    authHeader: "X-Desk-Token",
    spells: [{ ...calm("serverError", 0.004, 0.012), untilHoursAgo: 27 }, calm("notFound", 1, 0)],
  },
  {
    config: {
      name: "Data warehouse",
      eventName: "automation_rule_triggered",
      url: "https://warehouse.example.com:8443/events",
      retryPolicy: { enabled: true, maxAttempts: 5 },
    },
    medianMs: 64,
    spells: [
      { ...calm("unavailable", 0.002, 0.01), untilHoursAgo: 4 },
      { ...calm("refused", 0, 1), untilHoursAgo: 3 },
      { ...calm("refused", 0, 0), isCircuitOpen: true },
    ],
  },
  {
    config: {
      name: "Onboarding automation",
      eventName: "automation_trigger_webhook",
      url: "https://automations.example.com/run",
      auth: { authType: "BASIC", basicAuthConfig: { username: "runner", password: "{{ env.runner_password }}", passwordIsEnvVar: true } },
    },
    medianMs: 172,
    authHeader: "authorization",
    spells: [calm("serverError", 0.004, 0.02)],
  },
  {
    config: { name: "Legacy archive", eventName: "client.deleted", url: "https://archive.example.com/clients" },
    medianMs: 530,
    spells: [
      { ...calm("serverError", 0.02, 0.05), untilHoursAgo: 74 },
      { ...calm("gone", 1, 0), untilHoursAgo: 73 },
      { ...calm("gone", 0, 0), skipped: "WEBHOOK_DISABLED" },
    ],
    disabledReason: "ENDPOINT_GONE",
  },
  {
    config: { name: "Staging copy", eventName: "client.deleted", url: "https://staging.example.com/hooks" },
    medianMs: 70,
    spells: [
      { ...calm("serverError", 0.01, 0.01), untilHoursAgo: 100 },
      { ...calm("serverError", 0, 0), skipped: "WEBHOOK_DISABLED" },
    ],
    isSwitchedOff: true,
  },
];
