import { PosternError } from "@/domain/errors";
import { newId, newWebhookId } from "@/domain/ids";
import { parseInput } from "@/domain/parse-input";
import type { WebhookAuth } from "@/domain/webhook/webhook-auth";
import { type CreatedWebhook, MAX_WEBHOOKS, webhookConfigInput } from "@/domain/webhook/webhook-config";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { checkEndpointUrl } from "@/server/egress/check-endpoint-url";
import { resolveEventType } from "@/server/event/internal";
import type { Transaction } from "@/server/platform/db";
import { generateSigningSecret, signingSecretPurpose } from "@/server/signing/signing-secret";
import { sealAuthSecret } from "@/server/webhook/auth-secret";
import { raiseSubscriptionsVersion } from "@/server/webhook/internal";
import { serializeWebhook } from "@/server/webhook/serialize-webhook";

/**
 * Makes a webhook out of a WebhookConfig (contract.md, "Shapes"); without a URL or a secret it is kept as incomplete.
 * Gives it with its signing secret, which no other answer shows. Throws PosternError `invalid_input` for a wrong field, an
 * unknown event or an address that this installation does not deliver to, and `conflict` at the limit of webhooks.
 */
export async function createWebhook({ ctx, input }: { ctx: Context; input: unknown }): Promise<CreatedWebhook> {
  authorise(ctx, "write");
  const settings = parseInput(webhookConfigInput, input);
  const { organizationId } = ctx.tenant;
  assertDeliverable({ ctx, url: settings.url });

  const id = newWebhookId();
  const signingSecret = generateSigningSecret();
  const now = ctx.clock.now();
  const webhook = await ctx.db.$transaction(async (tx) => {
    await raiseSubscriptionsVersion({ tx, organizationId });
    await assertRoomForOneMore({ tx, organizationId });
    const eventType = await resolveEventType({ db: tx, organizationId, name: settings.eventName });
    const created = await tx.webhook.create({
      data: {
        id,
        organizationId,
        name: settings.name ?? eventType.label,
        eventName: settings.eventName,
        eventType: eventType.name,
        url: settings.url,
        httpMethod: settings.httpMethod,
        enabled: settings.enabled,
        authType: settings.auth.authType,
        authSettings: publicSettings(settings.auth),
        authSecret: sealedSecret({ ctx, webhookId: id, auth: settings.auth }),
        createdAt: now,
        updatedAt: now,
      },
    });
    await tx.signingSecret.create({
      data: {
        id: newId("signingSecret"),
        organizationId,
        webhookId: id,
        secret: ctx.vault.seal(signingSecret, signingSecretPurpose(id)),
        createdAt: now,
      },
    });
    return created;
  });
  return { ...serializeWebhook(webhook), signingSecret };
}

function assertDeliverable({ ctx, url }: { ctx: Context; url: string | null }): void {
  const fault = url === null ? null : checkEndpointUrl({ url, policy: ctx.egressPolicy });
  if (fault !== null) throw new PosternError("invalid_input", `url: ${fault}`, { faults: [{ path: "url", message: fault }] });
}

async function assertRoomForOneMore({ tx, organizationId }: { tx: Transaction; organizationId: string }): Promise<void> {
  const count = await tx.webhook.count({ where: { organizationId, deletedAt: null } });
  if (count < MAX_WEBHOOKS) return;
  throw new PosternError("conflict", `This organization has ${MAX_WEBHOOKS} webhooks, the most it may have. Delete one that is not used.`);
}

/** What of the authentication is no secret. */
function publicSettings(auth: WebhookAuth): { username?: string; keyName?: string } {
  switch (auth.authType) {
    case "BASIC":
      return { username: auth.username };
    case "API_KEY":
      return { keyName: auth.keyName };
    case "NONE":
      return {};
  }
}

function sealedSecret({ ctx, webhookId, auth }: { ctx: Context; webhookId: string; auth: WebhookAuth }): string | null {
  if (auth.authType === "NONE" || auth.secret === undefined || auth.secret === null) return null;
  return sealAuthSecret({ vault: ctx.vault, webhookId, secret: auth.secret });
}
