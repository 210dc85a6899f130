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

/** What a version has nothing of is said where silence would keep what there is now. */
const NOTHING_KEPT = Object.fromEntries(
  Object.entries(WEBHOOK_FIELDS).flatMap(([name, { absence }]) => (absence === "keeps" ? [[name, null]] : [])),
);

/**
 * Makes a webhook again what it was in one of its versions, as a new version. Its secrets stay: no version keeps them, so where the
 * version has another kind of authentication it is incomplete until its secret is given. Gives it as it is now. Throws PosternError
 * `not_found` for an unknown webhook or version, `conflict` where it was changed since `updatedTime`, and as updateWebhook does.
 */
export async function restoreWebhookVersion({
  ctx,
  input,
}: {
  ctx: Context;
  /** `restoration`: a `webhookRestoration`, as it was sent. */
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
