import { newId, newWebhookId } from "@/domain/ids";
import { type WebhookConfiguration, webhookConfiguration } from "@/domain/webhook/webhook-configuration";
import type { Delivery, Prisma } from "@/prisma/generated/client";
import { syncBuiltInEventTypes } from "@/server/event-type/sync-built-in-event-types";
import type { Database } from "@/server/platform/db";
import { generateSigningSecret, signingSecretPurpose } from "@/server/signing/signing-secret";
import {
  openConfiguration,
  readConfiguration,
  type StoredConfiguration,
  sealConfiguration,
} from "@/server/webhook-row/stored-configuration";
import { testVault } from "@/tests/support/test-context";

/** Creates an organization with the built-in event types. Returns its id. */
export async function makeOrganization(db: Database): Promise<string> {
  const id = newId("organization");
  await db.organization.create({ data: { id, name: "Test" } });
  await syncBuiltInEventTypes({ db, organizationId: id });
  return id;
}

/** The columns of a webhook's row, and the decrypted settings of its configuration. The schema checks them on writing. */
export type WebhookValues = Partial<
  Omit<Prisma.WebhookUncheckedCreateInput, "configuration"> & Record<keyof WebhookConfiguration, unknown>
>;

/** Creates a complete, enabled webhook for `product_updated`, as its verb would; `values` overrides columns and settings. */
export async function makeWebhook(input: {
  db: Database;
  organizationId: string;
  url?: string | null;
  values?: WebhookValues;
}): Promise<{ id: string; signingSecret: string }> {
  const { db, organizationId, url = "http://127.0.0.1:9/" } = input;
  const id = newWebhookId();
  const signingSecret = generateSigningSecret();
  const { columns, settings } = split({ url, ...input.values });
  const eventName = columns.eventName ?? "product_updated";
  const configuration = toStored(id, settings);
  await db.$transaction([
    db.webhook.create({ data: { id, organizationId, name: "Hook", eventName, eventType: eventName, ...columns, configuration } }),
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

/** Changes a webhook as its verb would, without the effects of a change; `values` are columns and settings. */
export async function changeWebhook(input: { db: Database; id: string; values: WebhookValues }): Promise<void> {
  const { db, id } = input;
  const before = await db.webhook.findUniqueOrThrow({ where: { id } });
  const { columns, settings } = split(input.values);
  const opened = openConfiguration({ vault: testVault, webhookId: id, stored: readConfiguration(before) });
  const configuration = toStored(id, { ...opened, ...settings });
  await db.webhook.update({ where: { id }, data: { ...columns, configuration, version: { increment: 1 } } });
}

function split(values: WebhookValues) {
  const isSetting = ([name]: [string, unknown]) => Object.hasOwn(webhookConfiguration.shape, name);
  const settings = Object.fromEntries(Object.entries(values).filter(isSetting));
  const columns: Omit<WebhookValues, keyof WebhookConfiguration> = Object.fromEntries(
    Object.entries(values).filter((entry) => !isSetting(entry)),
  );
  return { columns, settings };
}

function toStored(webhookId: string, settings: object): StoredConfiguration {
  return sealConfiguration({ vault: testVault, webhookId, configuration: webhookConfiguration.parse(settings) });
}

/** Raises the version of the organization's subscriptions, as every verb that changes webhooks or event types does in its transaction. */
export function raiseSubscriptionsVersion(db: Database, organizationId: string): Prisma.PrismaPromise<unknown> {
  return db.organization.update({ where: { id: organizationId }, data: { subscriptionsVersion: { increment: 1 } } });
}

/** The columns of a delivery, wherever it is kept. */
export type DeliveryValues = Partial<Omit<Delivery, "metadata" | "hasBody">> & { metadata?: Prisma.InputJsonObject };

/**
 * Creates a delivery that succeeded, as the log shows it; `values` overrides columns. With the status `in_progress` it waits in the
 * queue, else it stands in history. Returns its id.
 */
export async function makeDelivery(input: {
  db: Database;
  organizationId: string;
  webhookId: string;
  values?: DeliveryValues;
}): Promise<string> {
  const { db, organizationId, webhookId, values = {} } = input;
  const { status = "succeeded", skipReason, payload = '{"metadata":{},"entity":{}}', originalPayload = null } = values;
  const createdAt = values.createdAt ?? new Date();
  const common = {
    id: values.id ?? newId("delivery"),
    organizationId,
    webhookId,
    eventId: values.eventId ?? newId("event"),
    eventAt: values.eventAt ?? createdAt,
    messageId: values.messageId ?? newId("message"),
    eventName: values.eventName ?? "product_updated",
    source: values.source ?? "event",
    replayOf: values.replayOf ?? null,
    replayJobId: values.replayJobId ?? null,
    metadata: values.metadata ?? { organization_id: organizationId, action: "product_updated" },
    size: values.size ?? 0,
    createdAt,
    attemptNumber: values.attemptNumber ?? 0,
  };
  const failureCount = values.failureCount ?? 0;
  if (status === "in_progress") {
    const { nextAt, leaseOwner = null, leaseUntil = null, held = false } = values;
    const waiting = { nextAt: nextAt ?? new Date(), failureCount, leaseOwner, leaseUntil, held };
    await db.queuedDelivery.create({ data: { ...common, ...waiting, payload: values.payload ?? null, originalPayload } });
    return common.id;
  }
  const hasBody = payload !== null || originalPayload !== null;
  const ended = { ...common, endedAt: values.endedAt ?? new Date(), hasBody };
  if (status === "skipped") await db.skippedDelivery.create({ data: { ...ended, skipReason: skipReason ?? "FILTERED" } });
  else await db.endedDelivery.create({ data: { ...ended, status, failureCount } });
  if (hasBody) await db.deliveryBody.create({ data: { deliveryId: common.id, payload, originalPayload } });
  return common.id;
}

/** Ends deliveries that wait, without an attempt. */
export async function endDeliveries(input: {
  db: Database;
  where: Prisma.QueuedDeliveryWhereInput;
  status?: "succeeded" | "failed";
}): Promise<void> {
  const { db, where, status = "failed" } = input;
  for (const waiting of await db.queuedDelivery.findMany({ where })) {
    const { organizationId, webhookId, metadata } = waiting;
    await db.queuedDelivery.delete({ where: { id: waiting.id } });
    await makeDelivery({ db, organizationId, webhookId, values: { ...waiting, metadata: metadata as Prisma.InputJsonObject, status } });
  }
}

/** Deletes every delivery of the database, waiting or ended. */
export async function deleteDeliveries(db: Database): Promise<void> {
  await Promise.all([db.queuedDelivery.deleteMany(), db.endedDelivery.deleteMany(), db.skippedDelivery.deleteMany()]);
}

/** Creates an attempt of a delivery that was answered with 200. It is the first one by default. */
export async function makeAttempt(input: {
  db: Database;
  organizationId: string;
  deliveryId: string;
  values?: Partial<Omit<Prisma.RecordedAttemptUncheckedCreateInput, "hasBody">> & { responseBody?: string | null };
}): Promise<void> {
  const { db, organizationId, deliveryId } = input;
  const { responseBody: given = '{"ok":true}', number = 1, ...values } = input.values ?? {};
  const responseBody = given ?? "";
  await db.recordedAttempt.create({
    data: {
      deliveryId,
      number,
      organizationId,
      startedAt: new Date("2026-01-01T00:00:00.000Z"),
      url: "https://example.com/then",
      httpMethod: "PUT",
      requestHeaders: { "content-type": "application/json", authorization: "[redacted]" },
      statusCode: 200,
      responseHeaders: { "content-type": "application/json" },
      hasBody: responseBody !== "",
      remoteAddress: "203.0.113.7",
      dnsMs: 1.5,
      totalMs: 12.5,
      ...values,
    },
  });
  if (responseBody !== "") await db.attemptBody.create({ data: { deliveryId, number, responseBody } });
}
