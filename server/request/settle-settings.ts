import { addressesOf, type MovedOrigins, NOTHING_MOVED } from "@/domain/webhook/moved-origins";
import type { WebhookSettings } from "@/domain/webhook/webhook-config";
import type { Context } from "@/server/context";
import { assertMayName } from "@/server/environment/assert-may-name";
import { findMovedOrigins } from "@/server/environment/find-moved-origins";
import type { Database, Transaction } from "@/server/platform/db";
import type { ConfiguredRow } from "@/server/webhook-row/complete-auth";
import { completeSettings, storeSettings } from "@/server/webhook-row/store-settings";
import { openConfiguration, readConfiguration } from "@/server/webhook-row/stored-configuration";

/**
 * Returns the columns that settings become, over a stored webhook or for a new one, and the destinations that they lead to another
 * origin. What is stored goes to no other origin than the one it was given for
 * (docs/decisions/027-secrets-stay-with-their-origin.md). Throws PosternError `invalid_input` for each value that must be given
 * again, and as `assertMayName` does.
 */
export async function settleSettings(input: {
  ctx: Context;
  db: Database | Transaction;
  webhookId: string;
  settings: WebhookSettings;
  stored: ConfiguredRow | null;
}): Promise<{ columns: ReturnType<typeof storeSettings>; moved: MovedOrigins }> {
  const { ctx, db, webhookId, settings, stored } = input;
  const { vault, tenant } = ctx;
  const before = stored && openConfiguration({ vault, webhookId, stored: readConfiguration(stored) });
  const moved = before
    ? await findMovedOrigins({ db, vault, ...tenant, before: addressesOf(before), after: addressesOf(settings) })
    : NOTHING_MOVED;
  const completed = completeSettings({ vault, webhookId, settings, stored, moved });
  await assertMayName({ ctx, db, before, after: completed.configuration, moved });
  return { columns: storeSettings({ vault, webhookId, enabled: settings.enabled, completed }), moved };
}
