import { z } from "zod";
import { storableText } from "@/domain/storable-text";
import { endpointUrl } from "@/domain/webhook/endpoint-url";
import { neverServed, notServedYet } from "@/domain/webhook/not-served-yet";
import { payloadConfigurationAnswer, payloadConfigurationInput } from "@/domain/webhook/payload-configuration";
import { type WebhookAuth, webhookAuthAnswer, webhookAuthInput } from "@/domain/webhook/webhook-auth";

export const HTTP_METHODS = ["POST", "PUT", "PATCH", "GET", "DELETE", "OPTIONS", "HEAD"] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];

export const WEBHOOK_STATUSES = ["active", "inactive", "incomplete"] as const;
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];

/** What new webhooks retry (contract.md, "Shapes": retryPolicy); not adjustable yet. */
export const DEFAULT_RETRY_POLICY = { enabled: true, maxAttempts: 3 } as const;

/** How many webhooks an organization may have at once: lists give all of them, and publishers hold them in memory. */
export const MAX_WEBHOOKS = 10_000;

/** Comes back in an answer and is not the caller's to set; ignored, so that an answer can be sent back as it is. */
const readOnly = z.unknown().optional();
const isEmptyText = (value: unknown) => value === "";
const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

const retryPolicyInput = z
  .strictObject({ enabled: z.boolean(), maxAttempts: z.int().min(1).max(5).optional() })
  .refine(
    ({ enabled, maxAttempts }) => enabled && (maxAttempts ?? DEFAULT_RETRY_POLICY.maxAttempts) === DEFAULT_RETRY_POLICY.maxAttempts,
    "Another policy than 3 retries is not served yet by this version: leave this field out.",
  );

/** What an admin decides about a webhook, parsed. `name` null: the event's label; `url` null: not known yet. */
export interface WebhookSettings {
  name: string | null;
  eventName: string;
  url: string | null;
  httpMethod: HttpMethod;
  enabled: boolean;
  auth: WebhookAuth;
}

/**
 * A WebhookConfig as it is sent in, by the API and by the portal's form alike. Unknown fields are refused by name; fields
 * of the contract that are not served yet are refused by name unless they carry what means nothing.
 */
export const webhookConfigInput = z
  .strictObject({
    name: storableText({ max: 255 }).nullish(),
    eventName: storableText({ min: 1, max: 255, error: "Say which event to subscribe to." }),
    url: endpointUrl,
    httpMethod: z.enum(HTTP_METHODS).default("POST"),
    enabled: z.boolean().default(true),
    auth: webhookAuthInput.nullish(),

    id: readOnly,
    status: readOnly,
    creationTime: readOnly,
    updatedTime: readOnly,
    signingSecret: readOnly,

    payloadConfiguration: payloadConfigurationInput.nullish(),
    retryPolicy: retryPolicyInput.nullish(),
    filter: notServedYet("Filters are"),
    filterConditions: notServedYet("Filter conditions are"),
    jsonataExpression: notServedYet("Transforms are", isEmptyText),
    enableStaticIP: notServedYet("Static IP addresses are"),
    protected: notServedYet("Protected webhooks are"),
    eventVersion: notServedYet("Event versions are"),
    _manifest: notServedYet("Manifests are", isEmptyList),
    payloadFormat: notServedYet("Other payload formats than entity_envelope are", (value) => value === "entity_envelope"),
    signatureHeader: notServedYet("Further signature headers are", isEmptyText),
    successStatus: notServedYet("Other rules of success than 2xx are", (value) => value === "2xx"),
    timeoutSeconds: notServedYet("Other time limits than 120 seconds are", (value) => value === 120),
    maxRequestsPerSecond: notServedYet("Rate limits are"),

    secureProxy: neverServed("Secure proxies are"),
    deliveryMode: neverServed("Delivery modes are"),
    multipartConfig: neverServed("Multipart deliveries are"),
  })
  .transform(
    ({ name, eventName, url, httpMethod, enabled, auth }): WebhookSettings => ({
      name: name?.trim() || null,
      eventName,
      url: url || null,
      httpMethod,
      enabled,
      auth: auth ?? { authType: "NONE" },
    }),
  );

/** A WebhookConfig as it is given out. Never holds a secret but `signingSecret`, in the answer to its creation alone. */
export const webhookConfigAnswer = z.object({
  id: z.string(),
  name: z.string(),
  eventName: z.string(),
  url: z.string().optional(),
  httpMethod: z.enum(HTTP_METHODS),
  enabled: z.boolean(),
  status: z.enum(WEBHOOK_STATUSES),
  auth: webhookAuthAnswer,
  payloadConfiguration: payloadConfigurationAnswer,
  retryPolicy: z.object({ enabled: z.boolean(), maxAttempts: z.int() }),
  creationTime: z.iso.datetime(),
  updatedTime: z.iso.datetime(),
});
export type WebhookConfig = z.output<typeof webhookConfigAnswer>;

/** The answer to a webhook's creation: the one time that its signing secret is shown. */
export const createdWebhookAnswer = webhookConfigAnswer.extend({ signingSecret: z.string() });
export type CreatedWebhook = z.output<typeof createdWebhookAnswer>;

/** Whether a webhook delivers, and if not, why: something is missing (`incomplete`), or it is switched off. */
export function webhookStatus(webhook: { url: string | null; authType: string; hasAuthSecret: boolean; enabled: boolean }): WebhookStatus {
  if (webhook.url === null || (webhook.authType !== "NONE" && !webhook.hasAuthSecret)) return "incomplete";
  return webhook.enabled ? "active" : "inactive";
}
