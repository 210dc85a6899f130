import type { WebhookSettings } from "@/domain/webhook/webhook-config";
import { Prisma, type Webhook } from "@/prisma/generated/client";
import type { Vault } from "@/server/platform/vault";
import { authColumns } from "@/server/webhook-row/auth-columns";
import { sealHeaders } from "@/server/webhook-row/sealed-settings";

/**
 * What an admin decided about a webhook as its columns, for a new one (`stored` null) and for a changed one alike. A column that is
 * undefined gets its default, or keeps what it has. Name and event are apart: they need the event's type. Throws as `authColumns` does.
 */
export function webhookColumns(input: { vault: Vault; webhookId: string; settings: WebhookSettings; stored: Webhook | null }) {
  const { vault, webhookId, settings, stored } = input;
  return {
    url: settings.url,
    httpMethod: settings.httpMethod,
    enabled: settings.enabled,
    ...(settings.enabled ? { disabledReason: null } : {}),
    ...authColumns({ vault, webhookId, auth: settings.auth, stored }),
    customHeaders: sealHeaders({ vault, webhookId, headers: settings.customHeaders }),
    retryEnabled: settings.retryPolicy?.enabled,
    retryMaxAttempts: settings.retryPolicy?.maxAttempts,
    timeoutSeconds: settings.timeoutSeconds,
    successStatus: settings.successStatus,
    maxRequestsPerSecond: settings.maxRequestsPerSecond,
    useStaticIp: settings.isStaticIpUsed,
    filter: settings.filter ?? Prisma.DbNull,
    filterConditions: settings.filterConditions ?? Prisma.DbNull,
    hydrateEntity: settings.payloadToggles.hydrate_entity,
    includeRelations: settings.payloadToggles.include_relations,
    includeActivity: settings.payloadToggles.include_activity,
    includeChangedAttributes: settings.payloadToggles.include_changed_attributes,
    payloadFormat: settings.payloadFormat,
    signatureHeader: settings.signatureHeader,
    jsonataExpression: settings.jsonataExpression,
    isProtected: settings.isProtected,
    eventVersion: settings.eventVersion,
    manifest: [...settings.manifest],
  };
}
