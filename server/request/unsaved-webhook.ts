import { newWebhookId } from "@/domain/ids";
import { plainJson } from "@/domain/json/plain-json";
import { parseInput } from "@/domain/parse-input";
import { webhookConfigInput } from "@/domain/webhook/webhook-config";
import type { Context } from "@/server/context";
import { resolveEventType } from "@/server/event-type/resolve-event-type";
import { assertDeliverable } from "@/server/request/assert-deliverable";
import type { WebhookRow } from "@/server/request/attempt-target";
import { settleSettings } from "@/server/request/settle-settings";

/**
 * Returns the row that a configuration would become if it was saved, over the stored one or as a new one. Throws the
 * PosternErrors of saving. An expression that cannot be read is let through, because a preview reports it.
 */
export async function unsavedWebhook(input: { ctx: Context; config: unknown; stored: WebhookRow | null }): Promise<WebhookRow> {
  const { ctx, stored } = input;
  const settings = parseInput(webhookConfigInput, plainJson(input.config));
  assertDeliverable({ ctx, settings, stored });
  const { organizationId } = ctx.tenant;
  const eventType = await resolveEventType({ db: ctx.db, organizationId, name: settings.eventName });
  const now = ctx.clock.now();
  const base = stored ?? {
    ...{ id: newWebhookId(), organizationId, version: 1, signingSecrets: [], disabledReason: null },
    ...{ createdAt: now, updatedAt: now, deletedAt: null },
  };
  const { columns } = await settleSettings({ ctx, db: ctx.db, webhookId: base.id, settings, stored });
  return {
    ...base,
    ...columns,
    name: settings.name ?? eventType.label,
    eventName: settings.eventName,
    eventType: eventType.name,
  };
}
