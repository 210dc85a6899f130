import { toDeliveryFormValues } from "@/components/webhook/delivery-form-values";
import { toFilterFormValues } from "@/components/webhook/filter/filter-form-values";
import { EMPTY_WEBHOOK, type WebhookFormValues } from "@/components/webhook/webhook-form-values";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";

/**
 * Returns a webhook as the form holds it to be edited. Its secret stays on the server: with `hasSecret` the form knows only that there is
 * one.
 */
export function toFormValues(webhook: WebhookConfig, { hasSecret }: { hasSecret: boolean }): WebhookFormValues {
  const { auth } = webhook;
  const { custom_headers: customHeaders, ...payloadConfiguration } = webhook.payloadConfiguration;
  const empty = EMPTY_WEBHOOK.auth;
  return {
    name: webhook.name,
    eventName: webhook.eventName,
    url: webhook.url ?? "",
    httpMethod: webhook.httpMethod,
    enabled: webhook.enabled,
    auth: {
      authType: auth.authType,
      storedSecretOf: hasSecret ? auth.authType : null,
      isSecretCleared: false,
      basicAuthConfig: { username: auth.basicAuthConfig?.username ?? "", password: auth.basicAuthConfig?.password ?? "" },
      apiKeyConfig: { keyName: auth.apiKeyConfig?.keyName ?? "", keyValue: auth.apiKeyConfig?.keyValue ?? "" },
      oauthConfig: {
        clientId: auth.oauthConfig?.clientId ?? "",
        clientSecret: auth.oauthConfig?.clientSecret ?? "",
        endpoint: auth.oauthConfig?.endpoint ?? "",
        httpMethod: auth.oauthConfig?.httpMethod ?? empty.oauthConfig.httpMethod,
        customParameterList: auth.oauthConfig?.customParameterList ?? [],
      },
    },
    filter: toFilterFormValues(webhook),
    payloadConfiguration,
    customHeaders: Object.entries(customHeaders ?? {}).map(([name, value]) => ({ name, value })),
    payloadFormat: webhook.payloadFormat,
    signatureHeader: webhook.signatureHeader ?? "",
    jsonataExpression: webhook.jsonataExpression ?? "",
    ...toDeliveryFormValues(webhook),
  };
}

/** Returns the form's settings over the webhook's other ones, because an update replaces all of them. */
export function mergeIntoWebhook<Config extends object>(webhook: WebhookConfig, config: Config) {
  return { ...webhook, ...config };
}
