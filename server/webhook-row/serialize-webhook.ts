import { isDisabledReason } from "@/domain/webhook/disabled-reasons";
import { shownHeaders, shownParameters } from "@/domain/webhook/shown-values";
import { type ConfiguredAuth, toAuthAnswer } from "@/domain/webhook/webhook-auth";
import { type WebhookConfig, webhookStatus } from "@/domain/webhook/webhook-config";
import type { Webhook } from "@/prisma/generated/client";
import type { Vault } from "@/server/platform/vault";
import { openConfiguration, readConfiguration } from "@/server/webhook-row/stored-configuration";

/**
 * Returns a webhook's row as the contract's WebhookConfig. The configuration's schema names every setting that it may contain.
 * The authentication's secret is not among them, so it cannot slip into an answer. Unless `areValuesShown`, the values of headers
 * and parameters that are not known to be plain read `[redacted]`.
 */
export function serializeWebhook(input: { webhook: Webhook; vault: Vault; areValuesShown: boolean }): WebhookConfig {
  const { webhook, vault, areValuesShown } = input;
  const { id, name, eventName, enabled, disabledReason, authSecret, createdAt, updatedAt } = webhook;
  const configuration = openConfiguration({ vault, webhookId: id, stored: readConfiguration(webhook) });
  const { url, httpMethod } = configuration;
  const { custom_headers, ...toggles } = configuration.payloadConfiguration;
  const headers = areValuesShown ? custom_headers : shownHeaders(custom_headers);
  return withoutNulls({
    id,
    name,
    eventName,
    ...{ url, httpMethod },
    enabled,
    status: webhookStatus({ configuration, hasAuthSecret: authSecret !== null, enabled }),
    disabledReason: isDisabledReason(disabledReason) ? disabledReason : null,
    ...configuration,
    auth: toAuthAnswer(areValuesShown ? configuration.auth : withShownParameters(configuration.auth)),
    payloadConfiguration: { ...toggles, ...(Object.keys(headers).length > 0 ? { custom_headers: headers } : {}) },
    creationTime: createdAt.toISOString(),
    updatedTime: updatedAt.toISOString(),
  });
}

function withShownParameters(auth: ConfiguredAuth): ConfiguredAuth {
  if (auth.authType !== "OAUTH_CLIENT_CREDENTIALS") return auth;
  return { ...auth, customParameters: shownParameters(auth.customParameters) };
}

type WithoutNulls<Value> = { [Key in keyof Value as null extends Value[Key] ? never : Key]: Value[Key] } & {
  [Key in keyof Value as null extends Value[Key] ? Key : never]?: Exclude<Value[Key], null>;
};

/** Returns the value without its null fields, which answers leave out. */
function withoutNulls<Value extends object>(value: Value): WithoutNulls<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null)) as WithoutNulls<Value>;
}
