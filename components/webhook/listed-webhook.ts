import type { AuthType } from "@/domain/webhook/webhook-auth";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";

/** The parts of a webhook that a list shows. Custom headers and parameters stay on the server, because they may hold credentials. */
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
