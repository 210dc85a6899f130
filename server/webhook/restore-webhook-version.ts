import type { z } from "zod";
import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { AUTH_SECRETS } from "@/domain/webhook/secret-path";
import type { AuthAnswer } from "@/domain/webhook/webhook-auth";
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
 * Changes a webhook back to one of its versions, as a new version. Its secret stays, because no version keeps it, unless one is
 * given; when the version has another kind of authentication, the webhook is incomplete until its secret is given. The present
 * secret does not go to another origin: where the version leads there, `secret` must be given, or null. What the version itself
 * holds was stored for its origin. Returns the changed webhook. Throws PosternError `not_found` for an unknown webhook or version,
 * `conflict` when it was changed since `updatedTime`, and as updateWebhook does.
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
      config: { ...NOTHING_KEPT, ...config, auth: withSecret(config.auth, restoration?.secret) },
      ifUpdatedTime: restoration?.updatedTime ?? current.updatedAt.toISOString(),
      restoredFrom: version,
    },
  });
}

/** Returns the authentication with the secret that is given; undefined keeps what is stored. */
function withSecret(auth: AuthAnswer, given: string | null | undefined): object {
  if (auth.authType === "NONE" || given === undefined) return auth;
  const { object, secret, flag } = AUTH_SECRETS[auth.authType];
  return { ...auth, [object]: { ...auth[object], [secret]: given, [flag]: undefined } };
}
