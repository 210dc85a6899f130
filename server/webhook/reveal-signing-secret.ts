import { PosternError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { type WebhookReference, webhookReference } from "@/domain/webhook/webhook-reference";
import { recordAudit } from "@/server/audit/record-audit";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { assertRecentlyProven } from "@/server/session/assert-recently-proven";
import { signingSecretPurpose } from "@/server/signing/signing-secret";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";

/**
 * Returns a webhook's current signing secret in the open, for an owner or admin in the portal. API tokens do not get it: programs
 * see a secret only when it is made (contract.md, "Shapes"). Throws PosternError `forbidden` or `not_found`.
 */
export async function revealSigningSecret({ ctx, input }: { ctx: Context; input: WebhookReference }): Promise<{ signingSecret: string }> {
  authorise(ctx, "write");
  if (ctx.actor.type !== "user") throw new PosternError("forbidden", "A signing secret is shown again in the portal only.");
  assertRecentlyProven(ctx);
  const { configId: webhookId } = parseInput(webhookReference, input);
  const { organizationId } = ctx.tenant;
  const row = await ctx.db.$transaction(async (tx) => {
    const { name } = await getWebhookInTenant({ db: tx, organizationId, webhookId });
    await recordAudit({ tx, ctx, action: "webhook.secret_revealed", target: { type: "webhook", id: webhookId, name } });
    return tx.signingSecret.findFirst({
      where: { organizationId, webhookId, validUntil: null },
      orderBy: { id: "desc" },
      select: { secret: true },
    });
  });
  if (!row) throw new PosternError("not_found", "This webhook has no signing secret. Rotate it to make one.");
  return { signingSecret: ctx.vault.open(row.secret, signingSecretPurpose(webhookId)) };
}
