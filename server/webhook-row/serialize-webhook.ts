import { successStatusInput } from "@/domain/webhook/delivery-settings";
import { isDisabledReason } from "@/domain/webhook/disabled-reasons";
import { filterConditionsAnswer } from "@/domain/webhook/filter-conditions";
import { type WebhookConfig, webhookConfigAnswer, webhookStatus } from "@/domain/webhook/webhook-config";
import { webhookFilter } from "@/domain/webhook/webhook-filter";
import type { Webhook } from "@/prisma/generated/client";
import type { Vault } from "@/server/platform/vault";
import { authSettings } from "@/server/webhook-row/auth-columns";
import { payloadTogglesOf } from "@/server/webhook-row/payload-toggles";
import { openHeaders, openParameters } from "@/server/webhook-row/sealed-settings";

/** A webhook's row as the contract's WebhookConfig. Field by field, so that no secret can slip into an answer. */
export function serializeWebhook({ webhook, vault }: { webhook: Webhook; vault: Vault }): WebhookConfig {
  return {
    id: webhook.id,
    name: webhook.name,
    eventName: webhook.eventName,
    ...(webhook.url === null ? {} : { url: webhook.url }),
    httpMethod: webhook.httpMethod,
    enabled: webhook.enabled,
    status: webhookStatus({ ...webhook, hasAuthSecret: webhook.authSecret !== null }),
    ...(isDisabledReason(webhook.disabledReason) ? { disabledReason: webhook.disabledReason } : {}),
    auth: serializeAuth({ webhook, vault }),
    ...(webhook.filter === null ? {} : { filter: webhookFilter.parse(webhook.filter) }),
    ...(webhook.filterConditions === null ? {} : { filterConditions: filterConditionsAnswer.parse(webhook.filterConditions) }),
    payloadConfiguration: { ...payloadTogglesOf(webhook), ...serializeHeaders({ webhook, vault }) },
    payloadFormat: webhookConfigAnswer.shape.payloadFormat.parse(webhook.payloadFormat),
    ...(webhook.signatureHeader === null ? {} : { signatureHeader: webhook.signatureHeader }),
    ...(webhook.jsonataExpression === null ? {} : { jsonataExpression: webhook.jsonataExpression }),
    retryPolicy: { enabled: webhook.retryEnabled, maxAttempts: webhook.retryMaxAttempts },
    enableStaticIP: webhook.useStaticIp,
    timeoutSeconds: webhook.timeoutSeconds,
    successStatus: successStatusInput.parse(webhook.successStatus),
    ...(webhook.maxRequestsPerSecond === null ? {} : { maxRequestsPerSecond: webhook.maxRequestsPerSecond }),
    protected: webhook.isProtected,
    ...(webhook.eventVersion === null ? {} : { eventVersion: webhook.eventVersion }),
    _manifest: webhook.manifest,
    creationTime: webhook.createdAt.toISOString(),
    updatedTime: webhook.updatedAt.toISOString(),
  };
}

function serializeAuth({ webhook, vault }: { webhook: Webhook; vault: Vault }): WebhookConfig["auth"] {
  const { authType } = webhook;
  const {
    username = "",
    keyName = "",
    clientId = "",
    endpoint = "",
    httpMethod = "POST",
    ...rest
  } = authSettings.parse(webhook.authSettings);
  const reference = rest.secretReference;
  switch (authType) {
    case "BASIC":
      return { authType, basicAuthConfig: { username, ...(reference ? { password: reference, passwordIsEnvVar: true } : {}) } };
    case "API_KEY":
      return { authType, apiKeyConfig: { keyName, ...(reference ? { keyValue: reference, keyValueIsEnvVar: true } : {}) } };
    case "OAUTH_CLIENT_CREDENTIALS": {
      const parameters = openParameters({ vault, webhookId: webhook.id, sealed: webhook.authParameters });
      const oauthConfig = {
        ...{ clientId, endpoint, httpMethod },
        ...(reference ? { clientSecret: reference, clientSecretIsEnvVar: true } : {}),
        ...(parameters.length > 0 ? { customParameterList: parameters } : {}),
      };
      return { authType, oauthConfig };
    }
    case "NONE":
      return { authType };
  }
}

function serializeHeaders({ webhook, vault }: { webhook: Webhook; vault: Vault }): { custom_headers?: Record<string, string> } {
  if (webhook.customHeaders === null) return {};
  return { custom_headers: openHeaders({ vault, webhookId: webhook.id, sealed: webhook.customHeaders }) };
}
