import { z } from "zod";
import { PAYLOAD_FORMATS } from "@/domain/payload/payload-formats";
import { storableText } from "@/domain/storable-text";
import { eventVersionInput, manifestInput } from "@/domain/webhook/catalogue-settings";
import {
  maxRequestsPerSecondInput,
  retryPolicyAnswer,
  retryPolicyInput,
  SUCCESS_STATUSES,
  successStatusInput,
  timeoutSecondsInput,
} from "@/domain/webhook/delivery-settings";
import { DISABLED_REASONS } from "@/domain/webhook/disabled-reasons";
import { endpointUrl } from "@/domain/webhook/endpoint-url";
import { filterConditions, filterConditionsAnswer } from "@/domain/webhook/filter-conditions";
import { HTTP_METHODS } from "@/domain/webhook/http-methods";
import { neverServed } from "@/domain/webhook/never-served";
import { payloadConfigurationAnswer, payloadConfigurationInput, toPayloadConfiguration } from "@/domain/webhook/payload-configuration";
import { signatureHeaderInput } from "@/domain/webhook/signature-header";
import { jsonataExpression } from "@/domain/webhook/transform-settings";
import {
  type AuthType,
  authHeaderName,
  type ConfiguredAuth,
  type GivenAuth,
  webhookAuthAnswer,
  webhookAuthInput,
} from "@/domain/webhook/webhook-auth";
import { type WebhookConfiguration, webhookConfiguration } from "@/domain/webhook/webhook-configuration";
import { webhookFilter, webhookFilterInput } from "@/domain/webhook/webhook-filter";

const WEBHOOK_STATUSES = ["active", "inactive", "incomplete"] as const;
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];

/** How many webhooks an organization may have at once: lists give all of them, and publishers hold them in memory. */
export const MAX_WEBHOOKS = 10_000;

/** Comes back in an answer and is not the caller's to set; ignored, so that an answer can be sent back as it is. */
const readOnly = z.unknown().optional().meta({ "x-undocumented": true });

/** What is no setting: taken as an answer has it, or refused unless it asks for nothing. */
const NO_SETTINGS = {
  id: readOnly,
  status: readOnly,
  creationTime: readOnly,
  updatedTime: readOnly,
  signingSecret: readOnly,
  disabledReason: readOnly,
  secureProxy: neverServed("Secure proxies are"),
  deliveryMode: neverServed("Delivery modes are"),
  multipartConfig: neverServed("Multipart deliveries are"),
};

function withoutIgnored<Config extends object>(config: Config): Omit<Config, keyof typeof NO_SETTINGS> {
  const settings = Object.entries(config).filter(([name]) => !Object.hasOwn(NO_SETTINGS, name));
  return Object.fromEntries(settings) as Omit<Config, keyof typeof NO_SETTINGS>;
}

/** Null says no more than absent: a new webhook gets the default, an existing one keeps what it has. */
const orKept = <Value>(given: Value | null | undefined): Value | undefined => given ?? undefined;
const orNull = <Value>(given: Value | null | undefined): Value | null => given ?? null;

/**
 * A WebhookConfig as it is sent in, by the API and by the portal's form alike. Unknown fields are refused by name; fields
 * of the contract that are not served yet are refused by name unless they carry what means nothing.
 */
export const webhookConfigInput = z
  .strictObject({
    name: storableText({ max: 255 })
      .nullish()
      .transform((name) => name?.trim() || null),
    eventName: storableText({ min: 1, max: 255, error: "Say which event to subscribe to." }),
    url: endpointUrl.transform((url) => url || null),
    httpMethod: z.enum(HTTP_METHODS).default("POST"),
    enabled: z.boolean().default(true),
    auth: webhookAuthInput.nullish().transform((auth): GivenAuth => auth ?? { authType: "NONE" }),

    payloadConfiguration: payloadConfigurationInput.nullish().transform(toPayloadConfiguration),
    retryPolicy: retryPolicyInput.nullish().transform(orKept),
    filter: webhookFilterInput.nullish().transform(orNull),
    filterConditions: filterConditions.nullish().transform((given) => (given?.conditions.length ? given : null)),
    jsonataExpression: jsonataExpression.transform((expression) => (expression?.trim() ? expression : null)),
    enableStaticIP: z
      .boolean()
      .nullish()
      .transform((given) => given ?? false),
    protected: z
      .boolean()
      .nullish()
      .transform((given) => given ?? false),
    eventVersion: eventVersionInput.transform(orNull),
    _manifest: manifestInput.transform((given) => given ?? []),
    payloadFormat: z
      .enum(PAYLOAD_FORMATS, `Give one of ${PAYLOAD_FORMATS.join(", ")}.`)
      .nullish()
      .transform(orKept),
    signatureHeader: signatureHeaderInput.transform((name) => (name === "" ? null : name)),
    successStatus: successStatusInput.nullish().transform(orKept),
    timeoutSeconds: timeoutSecondsInput.nullish().transform(orKept),
    maxRequestsPerSecond: maxRequestsPerSecondInput.nullish(),
    ...NO_SETTINGS,
  })
  .transform(withoutIgnored)
  .superRefine(({ auth, payloadConfiguration, signatureHeader }, check) => {
    const taken = authHeaderName(auth);
    if (signatureHeader && signatureHeader.toLowerCase() === taken) {
      const message = `The webhook's authentication sets ${signatureHeader}: choose another name.`;
      check.addIssue({ code: "custom", path: ["signatureHeader"], message });
    }
    for (const name of Object.keys(payloadConfiguration.custom_headers)) {
      const isSignature = name.toLowerCase() === signatureHeader?.toLowerCase();
      if (name.toLowerCase() !== taken && !isSignature) continue;
      const message = isSignature
        ? `signatureHeader sets ${name}: leave it out here, or choose another signatureHeader.`
        : `The webhook's authentication sets ${name}: leave it out here, or choose authType NONE.`;
      check.addIssue({ code: "custom", path: ["payloadConfiguration", "custom_headers", name], message });
    }
  });

/**
 * What an admin decides about a webhook, parsed. `name` null: the event's label. What is undefined was not said: a new webhook gets the
 * default, an existing one keeps what it has. Null, elsewhere, says that there is none.
 */
export type WebhookSettings = z.output<typeof webhookConfigInput>;

/** Gives the whole configuration that `settings` make, over the one that the webhook has; `before` null: of a new webhook. */
export function completeConfiguration(input: {
  settings: Omit<WebhookSettings, "auth">;
  auth: ConfiguredAuth;
  before: WebhookConfiguration | null;
}): WebhookConfiguration {
  const said = Object.entries({ ...input.settings, auth: input.auth }).filter(([, value]) => value !== undefined);
  return webhookConfiguration.parse({ ...input.before, ...Object.fromEntries(said) });
}

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

/** Says whether a webhook delivers, and if not, why: something is missing (`incomplete`), or it is switched off. */
export function webhookStatus(webhook: {
  configuration: { url: string | null; auth: { authType: AuthType } };
  hasAuthSecret: boolean;
  enabled: boolean;
}): WebhookStatus {
  const { url, auth } = webhook.configuration;
  if (url === null || (auth.authType !== "NONE" && !webhook.hasAuthSecret)) return "incomplete";
  return webhook.enabled ? "active" : "inactive";
}
