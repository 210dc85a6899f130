import { ADDRESS_PATHS, type Addresses, type MovedOrigins } from "@/domain/webhook/moved-origins";
import type { Webhook } from "@/prisma/generated/client";
import { recordAudit } from "@/server/audit/record-audit";
import type { Context } from "@/server/context";
import type { Transaction } from "@/server/platform/db";

/**
 * Writes to the audit log that a webhook's URL or token endpoint leads to another origin than before. `before` has the addresses
 * as they were: the first address of a webhook is no move. `variable` is the environment variable that was changed, where it was
 * not the webhook.
 */
export async function recordMove(input: {
  tx: Transaction;
  ctx: Pick<Context, "tenant" | "actor">;
  webhook: Pick<Webhook, "id" | "name">;
  before: Addresses;
  moved: MovedOrigins;
  variable?: string;
}): Promise<void> {
  const { tx, ctx, webhook, before, moved, variable } = input;
  const names = (["url", "tokenEndpoint"] as const).filter((name) => moved[name] && before[name] !== null);
  if (names.length === 0) return;
  await recordAudit({
    tx,
    ctx,
    action: "webhook.origin_changed",
    target: { type: "webhook", id: webhook.id, name: webhook.name },
    details: { changed: names.map((name) => ADDRESS_PATHS[name]), ...(variable === undefined ? {} : { variable }) },
  });
}
