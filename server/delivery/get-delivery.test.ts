import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/server/context";
import { getDelivery } from "@/server/delivery/get-delivery";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeAttempt, makeDelivery, makeOrganization, makeWebhook } from "@/tests/support/test-rows";

const database = withTestDatabase();
let ctx: Context;
let stranger: Context;
let configId: string;

beforeEach(async () => {
  const organizationId = await makeOrganization(database.db);
  ctx = createTestContext({ db: database.db, organizationId });
  stranger = createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
  configId = (await makeWebhook({ db: database.db, organizationId })).id;
});

const addDelivery = (values: Parameters<typeof makeDelivery>[0]["values"] = {}) =>
  makeDelivery({ db: database.db, organizationId: ctx.tenant.organizationId, webhookId: configId, values });
const addAttempt = (deliveryId: string, values: Parameters<typeof makeAttempt>[0]["values"] = {}) =>
  makeAttempt({ db: database.db, organizationId: ctx.tenant.organizationId, deliveryId, values });

describe("getDelivery", () => {
  it("gives the delivery with all of its attempts, the oldest first", async () => {
    const id = await addDelivery();
    await addAttempt(id, {
      number: 1,
      statusCode: null,
      responseHeaders: undefined,
      responseBody: null,
      errorCode: "TIMEOUT",
      errorMessage: "Too slow.",
    });
    await addAttempt(id, { number: 2, responseCut: true });
    const event = await getDelivery({ ctx, input: { configId, eventId: id } });
    expect(event).toMatchObject({ event_id: id, original_payload: event.payload, retry_attempt: 1 });
    expect(event.attempts).toEqual([
      {
        number: 1,
        started_at: "2026-01-01T00:00:00.000Z",
        url: "https://example.com/then",
        http_method: "PUT",
        request_headers: { "content-type": "application/json", authorization: "[redacted]" },
        response_cut: false,
        code: "TIMEOUT",
        message: "Too slow.",
        remote_address: "203.0.113.7",
        timings: { dns_ms: 1.5, total_ms: 12.5 },
      },
      expect.objectContaining({ number: 2, status_code: 200, response_body: '{"ok":true}', response_cut: true }),
    ]);
  });

  it("knows a delivery of another webhook or another organization as little as an unknown one", async () => {
    const id = await addDelivery();
    const sibling = await makeWebhook({ db: database.db, organizationId: ctx.tenant.organizationId });
    await expect(getDelivery({ ctx, input: { configId: sibling.id, eventId: id } })).rejects.toMatchObject({ code: "not_found" });
    await expect(getDelivery({ ctx: stranger, input: { configId, eventId: id } })).rejects.toMatchObject({ code: "not_found" });
    await expect(getDelivery({ ctx: stranger, input: { eventId: id } })).rejects.toMatchObject({ code: "not_found" });
    expect(await getDelivery({ ctx, input: { eventId: id } })).toMatchObject({ event_id: id });
  });

  it("stays readable when its webhook is deleted, and whatever an endpoint answered", async () => {
    const id = await addDelivery();
    await addAttempt(id, { responseBody: `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}` });
    await database.db.webhook.update({ where: { id: configId }, data: { deletedAt: new Date() } });
    expect(JSON.stringify(await getDelivery({ ctx, input: { configId, eventId: id } }))).toContain(id);
  });

  it("needs the scope read", async () => {
    const publisher = createTestContext({ db: database.db, organizationId: ctx.tenant.organizationId, scopes: ["publish"] });
    await expect(getDelivery({ ctx: publisher, input: { eventId: "any" } })).rejects.toMatchObject({ code: "forbidden" });
  });
});
