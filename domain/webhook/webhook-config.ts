import { z } from "zod";
import type { PayloadToggles } from "@/domain/payload/build-entity-envelope";
import { PAYLOAD_FORMATS, type PayloadFormat } from "@/domain/payload/payload-formats";
import type { RetryPolicy } from "@/domain/retry/retry-schedule";
import { storableText } from "@/domain/storable-text";
import { eventVersionInput, manifestInput } from "@/domain/webhook/catalogue-settings";
import {
  maxRequestsPerSecondInput,
  retryPolicyAnswer,
  retryPolicyInput,
  SUCCESS_STATUSES,
  type SuccessStatus,
  successStatusInput,
  timeoutSecondsInput,
} from "@/domain/webhook/delivery-settings";
import { DISABLED_REASONS } from "@/domain/webhook/disabled-reasons";
import { endpointUrl } from "@/domain/webhook/endpoint-url";
import { type FilterConditions, filterConditions, filterConditionsAnswer } from "@/domain/webhook/filter-conditions";
import { HTTP_METHODS, type HttpMethod } from "@/domain/webhook/http-methods";
import { neverServed } from "@/domain/webhook/never-served";
import { payloadConfigurationAnswer, payloadConfigurationInput, toPayloadToggles } from "@/domain/webhook/payload-configuration";
import { signatureHeaderInput } from "@/domain/webhook/signature-header";
import { jsonataExpression } from "@/domain/webhook/transform-settings";
import { authHeaderName, type WebhookAuth, webhookAuthAnswer, webhookAuthInput } from "@/domain/webhook/webhook-auth";
import { type WebhookFilter, webhookFilter, webhookFilterInput } from "@/domain/webhook/webhook-filter";

export const WEBHOOK_STATUSES = ["active", "inactive", "incomplete"] as const;
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];

/** How many webhooks an organization may have at once: lists give all of them, and publishers hold them in memory. */
export const MAX_WEBHOOKS = 10_000;

/** Comes back in an answer and is not the caller's to set; ignored, so that an answer can be sent back as it is. */
const readOnly = z.unknown().optional().meta({ "x-undocumented": true });
const payloadFormatInput = z.enum(PAYLOAD_FORMATS, `Give one of ${PAYLOAD_FORMATS.join(", ")}.`).nullish();

/** What an admin decides about a webhook, parsed. `name` null: the event's label; `url` null: not known yet. */
export interface WebhookSettings {
  name: string | null;
  eventName: string;
  url: string | null;
  httpMethod: HttpMethod;
  enabled: boolean;
  auth: WebhookAuth;
  customHeaders: Readonly<Record<string, string>>;
  isStaticIpUsed: boolean;
  payloadToggles: PayloadToggles;
  filter: WebhookFilter | null;
  filterConditions: FilterConditions | null;
  /** Null: no transform. */
  jsonataExpression: string | null;
  isProtected: boolean;
  eventVersion: string | null;
  manifest: readonly string[];
  /** Undefined, here and below: a new webhook gets the default, an existing one keeps what it has. */
  retryPolicy: RetryPolicy | undefined;
  timeoutSeconds: number | undefined;
  successStatus: SuccessStatus | undefined;
  /** Null: no limit. */
  maxRequestsPerSecond: number | null | undefined;
  payloadFormat: PayloadFormat | undefined;
  /** Null: none. */
  signatureHeader: string | null | undefined;
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
    disabledReason: readOnly,

    payloadConfiguration: payloadConfigurationInput.nullish(),
    retryPolicy: retryPolicyInput.nullish(),
    filter: webhookFilterInput.nullish(),
    filterConditions: filterConditions.nullish(),
    jsonataExpression,
    enableStaticIP: z.boolean().nullish(),
    protected: z.boolean().nullish(),
    eventVersion: eventVersionInput,
    _manifest: manifestInput,
    payloadFormat: payloadFormatInput,
    signatureHeader: signatureHeaderInput,
    successStatus: successStatusInput.nullish(),
    timeoutSeconds: timeoutSecondsInput.nullish(),
    maxRequestsPerSecond: maxRequestsPerSecondInput.nullish(),

    secureProxy: neverServed("Secure proxies are"),
    deliveryMode: neverServed("Delivery modes are"),
    multipartConfig: neverServed("Multipart deliveries are"),
  })
  .transform(
    (config): WebhookSettings => ({
      name: config.name?.trim() || null,
      eventName: config.eventName,
      url: config.url || null,
      httpMethod: config.httpMethod,
      enabled: config.enabled,
      auth: config.auth ?? { authType: "NONE" },
      customHeaders: config.payloadConfiguration?.custom_headers ?? {},
      isStaticIpUsed: config.enableStaticIP ?? false,
      payloadToggles: toPayloadToggles(config.payloadConfiguration),
      filter: config.filter ?? null,
      filterConditions: config.filterConditions?.conditions.length ? config.filterConditions : null,
      jsonataExpression: config.jsonataExpression?.trim() ? config.jsonataExpression : null,
      isProtected: config.protected ?? false,
      eventVersion: config.eventVersion ?? null,
      manifest: config._manifest ?? [],
      retryPolicy: config.retryPolicy ?? undefined,
      timeoutSeconds: config.timeoutSeconds ?? undefined,
      successStatus: config.successStatus ?? undefined,
      maxRequestsPerSecond: config.maxRequestsPerSecond,
      payloadFormat: config.payloadFormat ?? undefined,
      signatureHeader: config.signatureHeader === "" ? null : config.signatureHeader,
    }),
  )
  .superRefine(({ auth, customHeaders, signatureHeader }, check) => {
    const taken = authHeaderName(auth);
    if (signatureHeader && signatureHeader.toLowerCase() === taken) {
      const message = `The webhook's authentication sets ${signatureHeader}: choose another name.`;
      check.addIssue({ code: "custom", path: ["signatureHeader"], message });
    }
    for (const name of Object.keys(customHeaders)) {
      const isSignature = name.toLowerCase() === signatureHeader?.toLowerCase();
      if (name.toLowerCase() !== taken && !isSignature) continue;
      const message = isSignature
        ? `signatureHeader sets ${name}: leave it out here, or choose another signatureHeader.`
        : `The webhook's authentication sets ${name}: leave it out here, or choose authType NONE.`;
      check.addIssue({ code: "custom", path: ["payloadConfiguration", "custom_headers", name], message });
    }
  });

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
  /** Absent, here and below: every event is sent. */
  filter: webhookFilter.optional(),
  filterConditions: filterConditionsAnswer.optional(),
  payloadConfiguration: payloadConfigurationAnswer,
  payloadFormat: z.enum(PAYLOAD_FORMATS),
  /** Absent: none. */
  signatureHeader: z.string().optional(),
  jsonataExpression: z.string().optional(),
  retryPolicy: retryPolicyAnswer,
  enableStaticIP: z.boolean(),
  timeoutSeconds: z.int(),
  successStatus: z.enum(SUCCESS_STATUSES),
  /** Absent: no limit. */
  maxRequestsPerSecond: z.int().optional(),
  protected: z.boolean(),
  eventVersion: z.string().optional(),
  _manifest: z.array(z.string()),
  /** Why Postern itself disabled the webhook; absent otherwise. */
  disabledReason: z.enum(DISABLED_REASONS).optional(),
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
