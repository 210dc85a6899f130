import { newWebhookId } from "@/domain/ids";
import { plainJson } from "@/domain/json/plain-json";
import { parseInput } from "@/domain/parse-input";
import { DEFAULT_RETRY_POLICY, DEFAULT_TIMEOUT_SECONDS } from "@/domain/webhook/delivery-settings";
import { webhookConfigInput } from "@/domain/webhook/webhook-config";
import { Prisma } from "@/prisma/generated/client";
import type { Context } from "@/server/context";
import { resolveEventType } from "@/server/event-type/resolve-event-type";
import { assertDeliverable } from "@/server/request/assert-deliverable";
import type { WebhookRow } from "@/server/request/attempt-target";
import { webhookColumns } from "@/server/webhook-row/webhook-columns";

/**
 * The row that a configuration would become if it was saved, over the one that is stored or as a new one. Throws PosternError as saving
 * it would; but an expression that cannot be read is let through, since a preview tells of it.
 */
export async function unsavedWebhook(input: { ctx: Context; config: unknown; stored: WebhookRow | null }): Promise<WebhookRow> {
  const { ctx, stored } = input;
  const settings = parseInput(webhookConfigInput, plainJson(input.config));
  assertDeliverable({ ctx, settings, stored });
  const { organizationId } = ctx.tenant;
  const eventType = await resolveEventType({ db: ctx.db, organizationId, name: settings.eventName });
  const base = stored ?? newWebhookRow({ organizationId, now: ctx.clock.now() });
  const columns = webhookColumns({ vault: ctx.vault, webhookId: base.id, settings, stored });
  const set = Object.entries(columns).filter(([, value]) => value !== undefined);
  const values = Object.fromEntries(set.map(([name, value]) => [name, value === Prisma.DbNull ? null : value]));
  return { ...base, ...values, name: settings.name ?? eventType.label, eventName: settings.eventName, eventType: eventType.name };
}

/** A webhook's row with the columns' defaults (prisma/schema.prisma). */
export function newWebhookRow({ organizationId, now }: { organizationId: string; now: Date }): WebhookRow {
  return {
    ...{ id: newWebhookId(), organizationId, name: "", eventName: "", eventType: "", version: 1, signingSecrets: [] },
    ...{ url: null, httpMethod: "POST", enabled: true, disabledReason: null },
    ...{ authType: "NONE", authSettings: {}, authSecret: null, authParameters: null, customHeaders: null },
    ...{ retryEnabled: DEFAULT_RETRY_POLICY.enabled, retryMaxAttempts: DEFAULT_RETRY_POLICY.maxAttempts },
    ...{ timeoutSeconds: DEFAULT_TIMEOUT_SECONDS, successStatus: "2xx", maxRequestsPerSecond: null, useStaticIp: false },
    ...{ filter: null, filterConditions: null, jsonataExpression: null },
    ...{ hydrateEntity: true, includeRelations: false, includeActivity: false, includeChangedAttributes: false },
    ...{ payloadFormat: "entity_envelope", signatureHeader: null },
    ...{ isProtected: false, eventVersion: null, manifest: [] },
    ...{ createdAt: now, updatedAt: now, deletedAt: null },
  };
}
