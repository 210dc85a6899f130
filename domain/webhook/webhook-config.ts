import { z } from "zod";
import { storableText } from "@/domain/storable-text";
import { catalogueSettings } from "@/domain/webhook/catalogue-settings";
import { deliverySettings } from "@/domain/webhook/delivery-settings";
import { DISABLED_REASONS } from "@/domain/webhook/disabled-reasons";
import { endpointUrl } from "@/domain/webhook/endpoint-url";
import { findHeaderClashes } from "@/domain/webhook/find-header-clashes";
import { HTTP_METHODS } from "@/domain/webhook/http-methods";
import { neverServed } from "@/domain/webhook/never-served";
import { payloadSettings } from "@/domain/webhook/payload-settings";
import { transformSettings } from "@/domain/webhook/transform-settings";
import { type AuthType, type ConfiguredAuth, type GivenAuth, webhookAuthAnswer, webhookAuthInput } from "@/domain/webhook/webhook-auth";
import { type WebhookConfiguration, webhookConfiguration } from "@/domain/webhook/webhook-configuration";
import { filterSettings } from "@/domain/webhook/webhook-filter";

const WEBHOOK_STATUSES = ["active", "inactive", "incomplete"] as const;
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];

/** The most webhooks of an organization: lists hold all of them, and publishers keep them in memory. */
export const MAX_WEBHOOKS = 10_000;

/** A field of an answer that the caller cannot set. It is ignored in the input, so that an answer can be sent back unchanged. */
const readOnly = z.unknown().optional().meta({ "x-undocumented": true });

/** The fields that are no settings. They are ignored, or refused when they ask for an effect. */
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

/** The schemas of the settings that an admin decides, as input. */
export const webhookSettingInputs = {
  name: storableText({ max: 255 })
    .nullish()
    .transform((name) => name?.trim() || null),
  eventName: storableText({ min: 1, max: 255, error: "Say which event to subscribe to." }),
  url: endpointUrl.transform((url) => url || null),
  httpMethod: z.enum(HTTP_METHODS).default("POST"),
  enabled: z.boolean().default(true),
  auth: webhookAuthInput.nullish().transform((auth): GivenAuth => auth ?? { authType: "NONE" }),
  ...filterSettings.input,
  ...payloadSettings.input,
  ...transformSettings.input,
  ...deliverySettings.input,
  ...catalogueSettings.input,
};

/**
 * A WebhookConfig as input. Unknown fields are refused by name. Fields of the contract that are not supported are refused by name
 * when they ask for an effect.
 */
export const webhookConfigInput = z
  .strictObject({ ...webhookSettingInputs, ...NO_SETTINGS })
  .transform(withoutIgnored)
  .superRefine(({ auth, payloadConfiguration, signatureHeader }, check) => {
    const names = Object.keys(payloadConfiguration.custom_headers);
    const clashes = findHeaderClashes({ auth, signatureHeader, names });
    const refuse = (path: string[], message: string | null | undefined) => message && check.addIssue({ code: "custom", path, message });
    refuse(["signatureHeader"], clashes.signatureHeader);
    for (const [index, name] of names.entries()) refuse(["payloadConfiguration", "custom_headers", name], clashes.custom[index]);
  });

/**
 * The parsed settings that an admin decides. `name` null means the event's label. Undefined means not given: a new webhook gets
 * the default, an existing one keeps its value. Null in any other setting means none.
 */
export type WebhookSettings = z.output<typeof webhookConfigInput>;

/** Returns the whole configuration: that of `before` with the settings that are given. `before` is null for a new webhook. */
export function completeConfiguration(input: {
  settings: Omit<WebhookSettings, "auth">;
  auth: ConfiguredAuth;
  before: WebhookConfiguration | null;
}): WebhookConfiguration {
  const said = Object.entries({ ...input.settings, auth: input.auth }).filter(([, value]) => value !== undefined);
  return webhookConfiguration.parse({ ...input.before, ...Object.fromEntries(said) });
}

/** A WebhookConfig as an answer shows it. It never contains a secret, except `signingSecret` in the answer to its creation. */
export const webhookConfigAnswer = z.object({
  id: z.string(),
  name: z.string(),
  eventName: z.string(),
  url: z.string().optional(),
  httpMethod: z.enum(HTTP_METHODS),
  enabled: z.boolean(),
  status: z.enum(WEBHOOK_STATUSES),
  auth: webhookAuthAnswer,
  ...filterSettings.answer,
  ...payloadSettings.answer,
  ...transformSettings.answer,
  ...deliverySettings.answer,
  ...catalogueSettings.answer,
  /** The reason why Postern itself disabled the webhook; absent otherwise. */
  disabledReason: z.enum(DISABLED_REASONS).optional(),
  creationTime: z.iso.datetime(),
  updatedTime: z.iso.datetime(),
});
export type WebhookConfig = z.output<typeof webhookConfigAnswer>;

/** The answer to a webhook's creation, the only one that shows its signing secret. */
export const createdWebhookAnswer = webhookConfigAnswer.extend({ signingSecret: z.string() });
export type CreatedWebhook = z.output<typeof createdWebhookAnswer>;

/**
 * Returns a webhook's status: `active` when it delivers, `incomplete` when its URL or its secret is missing, `inactive` when it
 * is switched off.
 */
export function webhookStatus(webhook: {
  configuration: { url: string | null; auth: { authType: AuthType } };
  hasAuthSecret: boolean;
  enabled: boolean;
}): WebhookStatus {
  const { url, auth } = webhook.configuration;
  if (url === null || (auth.authType !== "NONE" && !webhook.hasAuthSecret)) return "incomplete";
  return webhook.enabled ? "active" : "inactive";
}
