import { newId, newWebhookId } from "@/domain/ids";
import type { Prisma } from "@/prisma/generated/client";
import { syncBuiltInEventTypes } from "@/server/event/sync-built-in-event-types";
import type { Database } from "@/server/platform/db";
import { generateSigningSecret, signingSecretPurpose } from "@/server/signing/signing-secret";
import { testVault } from "@/tests/support/test-context";

/** An organization with the built-in event types. Gives its id. */
export async function makeOrganization(db: Database): Promise<string> {
  const id = newId("organization");
  await db.organization.create({ data: { id, name: "Test" } });
  await syncBuiltInEventTypes({ db, organizationId: id });
  return id;
}

/** A complete, enabled webhook for `product_updated`, written as its verb would; `values` overrides columns. */
export async function makeWebhook(input: {
  db: Database;
  organizationId: string;
  url?: string | null;
  values?: Partial<Prisma.WebhookUncheckedCreateInput>;
}): Promise<{ id: string; signingSecret: string }> {
  const { db, organizationId, url = "http://127.0.0.1:9/", values } = input;
  const id = newWebhookId();
  const signingSecret = generateSigningSecret();
  const eventName = values?.eventName ?? "product_updated";
  await db.$transaction([
    db.webhook.create({ data: { id, organizationId, name: "Hook", url, eventName, eventType: eventName, ...values } }),
    db.signingSecret.create({
      data: {
        id: newId("signingSecret"),
        organizationId,
        webhookId: id,
        secret: testVault.seal(signingSecret, signingSecretPurpose(id)),
      },
    }),
    raiseSubscriptionsVersion(db, organizationId),
  ]);
  return { id, signingSecret };
}

/** What every verb that changes webhooks or event types does in its transaction. */
export function raiseSubscriptionsVersion(db: Database, organizationId: string): Prisma.PrismaPromise<unknown> {
  return db.organization.update({ where: { id: organizationId }, data: { subscriptionsVersion: { increment: 1 } } });
}
