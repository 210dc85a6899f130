import { parseInput } from "@/domain/parse-input";
import { type WebhookReference, webhookReference } from "@/domain/webhook/webhook-reference";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { validAt } from "@/server/signing/valid-at";
import { getWebhookInTenant } from "@/server/webhook-row/find-webhook";

/** A signing secret without its value. Times are in ISO 8601; `validUntil` is null for the current one. */
export interface SigningSecretFact {
  id: string;
  createdAt: string;
  validUntil: string | null;
}

/** Returns the secrets that sign a webhook's messages now, the current one first. Throws PosternError `not_found`. */
export async function listSigningSecrets({ ctx, input }: { ctx: Context; input: WebhookReference }): Promise<SigningSecretFact[]> {
  authorise(ctx, "read");
  const { configId: webhookId } = parseInput(webhookReference, input);
  const { organizationId } = ctx.tenant;
  await getWebhookInTenant({ db: ctx.db, organizationId, webhookId });
  const rows = await ctx.db.signingSecret.findMany({
    where: { organizationId, webhookId, ...validAt(ctx.clock.now()) },
    orderBy: [{ validUntil: { sort: "desc", nulls: "first" } }, { id: "desc" }],
    select: { id: true, createdAt: true, validUntil: true },
  });
  return rows.map(({ id, createdAt, validUntil }) => ({
    id,
    createdAt: createdAt.toISOString(),
    validUntil: validUntil?.toISOString() ?? null,
  }));
}
