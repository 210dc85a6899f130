import { newId, newWebhookId } from "@/domain/ids";
import type { Prisma } from "@/prisma/generated/client";
import { syncBuiltInEventTypes } from "@/server/event-type/sync-built-in-event-types";
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

/** A delivery that succeeded, as the log finds it; `values` overrides columns. Gives its id. */
export async function makeDelivery(input: {
  db: Database;
  organizationId: string;
  webhookId: string;
  values?: Partial<Prisma.DeliveryUncheckedCreateInput>;
}): Promise<string> {
  const { db, organizationId, webhookId, values } = input;
  const id = newId("delivery");
  await db.delivery.create({
    data: {
      id,
      organizationId,
      webhookId,
      eventId: newId("event"),
      messageId: newId("message"),
      eventName: "product_updated",
      source: "event",
      status: "succeeded",
      metadata: { organization_id: organizationId, action: "product_updated" },
      payload: '{"metadata":{},"entity":{}}',
      endedAt: new Date(),
      ...values,
    },
  });
  return id;
}

/** A delivery's attempt, the first unless `values` says so, which was answered with 200. */
export async function makeAttempt(input: {
  db: Database;
  organizationId: string;
  deliveryId: string;
  values?: Partial<Prisma.AttemptUncheckedCreateInput>;
}): Promise<void> {
  const { db, organizationId, deliveryId, values } = input;
  await db.attempt.create({
    data: {
      deliveryId,
      number: 1,
      organizationId,
      startedAt: new Date("2026-01-01T00:00:00.000Z"),
      url: "https://example.com/then",
      httpMethod: "PUT",
      requestHeaders: { "content-type": "application/json", authorization: "[redacted]" },
      statusCode: 200,
      responseHeaders: { "content-type": "application/json" },
      responseBody: '{"ok":true}',
      remoteAddress: "203.0.113.7",
      dnsMs: 1.5,
      totalMs: 12.5,
      ...values,
    },
  });
}
