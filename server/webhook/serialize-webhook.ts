import { z } from "zod";
import { DEFAULT_PAYLOAD_CONFIGURATION } from "@/domain/webhook/payload-configuration";
import { DEFAULT_RETRY_POLICY, type WebhookConfig, webhookStatus } from "@/domain/webhook/webhook-config";
import type { Webhook } from "@/prisma/generated/client";

const basicSettings = z.object({ username: z.string() });
const apiKeySettings = z.object({ keyName: z.string() });

/** A webhook's row as the contract's WebhookConfig. Field by field, so that no secret can slip into an answer. */
export function serializeWebhook(webhook: Webhook): WebhookConfig {
  return {
    id: webhook.id,
    name: webhook.name,
    eventName: webhook.eventName,
    ...(webhook.url === null ? {} : { url: webhook.url }),
    httpMethod: webhook.httpMethod,
    enabled: webhook.enabled,
    status: webhookStatus({ ...webhook, hasAuthSecret: webhook.authSecret !== null }),
    auth: serializeAuth(webhook),
    payloadConfiguration: { ...DEFAULT_PAYLOAD_CONFIGURATION },
    retryPolicy: { ...DEFAULT_RETRY_POLICY },
    creationTime: webhook.createdAt.toISOString(),
    updatedTime: webhook.updatedAt.toISOString(),
  };
}

function serializeAuth({ authType, authSettings }: Webhook): WebhookConfig["auth"] {
  switch (authType) {
    case "BASIC":
      return { authType, basicAuthConfig: { username: basicSettings.parse(authSettings).username } };
    case "API_KEY":
      return { authType, apiKeyConfig: { keyName: apiKeySettings.parse(authSettings).keyName } };
    case "NONE":
    case "OAUTH_CLIENT_CREDENTIALS":
      return { authType };
  }
}
