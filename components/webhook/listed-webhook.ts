import type { AuthType } from "@/domain/webhook/webhook-auth";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";

/** What a list shows of a webhook. Its custom headers and parameters may hold credentials, and stay on the server. */
export type ListedWebhook = Pick<
  WebhookConfig,
  "id" | "enabled" | "name" | "eventName" | "url" | "httpMethod" | "status" | "disabledReason" | "creationTime" | "protected"
> & { authType: AuthType };

export function toListedWebhook(webhook: WebhookConfig): ListedWebhook {
  const { id, enabled, name, eventName, url, httpMethod, status, disabledReason, creationTime, protected: isProtected } = webhook;
  return {
    id,
    enabled,
    name,
    eventName,
    url,
    httpMethod,
    status,
    disabledReason,
    creationTime,
    protected: isProtected,
    authType: webhook.auth.authType,
  };
}
