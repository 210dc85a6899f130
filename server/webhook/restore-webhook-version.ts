import type { z } from "zod";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import type { WebhookConfig } from "@/domain/webhook/webhook-config";
import { WEBHOOK_FIELDS } from "@/domain/webhook/webhook-fields";
import { webhookRestorationInput, type webhookVersionReference } from "@/domain/webhook/webhook-version";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { updateWebhook } from "@/server/webhook/update-webhook";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";
import { readVersion } from "@/server/webhook-row/webhook-version";

/** A null for each field that an update keeps when it is absent, so that a version's missing value is restored too. */
const NOTHING_KEPT = Object.fromEntries(
  Object.entries(WEBHOOK_FIELDS).flatMap(([name, { absence }]) => (absence === "keeps" ? [[name, null]] : [])),
);

/**
 * Changes a webhook back to one of its versions, as a new version. Its secrets stay, because no version keeps them; when the
 * version has another kind of authentication, the webhook is incomplete until its secret is given. Returns the changed webhook.
 * Throws PosternError `not_found` for an unknown webhook or version, `conflict` when it was changed since `updatedTime`, and as
 * updateWebhook does.
 */
export async function restoreWebhookVersion({
  ctx,
  input,
}: {
  ctx: Context;
  /** `restoration` is a `webhookRestoration` as it was sent. */
  input: z.input<typeof webhookVersionReference> & { restoration?: unknown };
}): Promise<WebhookConfig> {
  authorise(ctx, "write");
  const { configId, version, restoration } = parseInput(webhookRestorationInput, input);
  const { organizationId } = ctx.tenant;
  const current = await getWebhookInTenant({ db: ctx.db, organizationId, webhookId: configId });
  const row = await ctx.db.webhookVersion.findFirst({ where: { webhookId: configId, version, organizationId } });
  if (!row) throw new PosternError("not_found", `The webhook has no version ${version}. Its versions are listed with their numbers.`);

  const { config } = readVersion({ version: row, current, vault: ctx.vault });
  return updateWebhook({
    ctx,
    input: {
      configId,
      config: { ...NOTHING_KEPT, ...config },
      ifUpdatedTime: restoration?.updatedTime ?? current.updatedAt.toISOString(),
      restoredFrom: version,
    },
  });
}
