import { beforeEach, describe, expect, it } from "vitest";
import type { WebhookEvent } from "@/domain/delivery/webhook-event";
import { newId } from "@/domain/ids";
import type { Context } from "@/server/context";
import { listDeliveries } from "@/server/delivery/list-deliveries";
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
const idsOf = (events: WebhookEvent[]) => events.map(({ event_id }) => event_id);
const at = (ms: number) => new Date(Date.parse("2026-01-01T00:00:00.000Z") + ms);

describe("listDeliveries", () => {
  it("gives each delivery as the contract's WebhookEvent, with the outcome of its latest attempt", async () => {
    const messageId = newId("message");
    const id = await addDelivery({ createdAt: at(0), messageId });
    await addAttempt(id, { number: 1, statusCode: 503, responseBody: "busy", errorCode: "HTTP_ERROR", errorMessage: "Answered 503." });
    await addAttempt(id, { number: 2 });
    expect(await listDeliveries({ ctx, input: { configId } })).toEqual({
      data: [
        {
          event_id: id,
          message_id: messageId,
          org_id: ctx.tenant.organizationId,
          webhook_config_id: configId,
          url: "https://example.com/then",
          created_at: "2026-01-01T00:00:00.000Z",
          event_name: "product_updated",
          http_response: { status_code: 200, body: { ok: true } },
          metadata: { organization_id: ctx.tenant.organizationId, action: "product_updated" },
          status: "succeeded",
          http_method: "PUT",
          payload: '{"metadata":{},"entity":{}}',
          retry_attempt: 1,
          can_reapply_transform: false,
          can_reapply_transform_reason: "no_transform_configured",
        },
      ],
      next_cursor: null,
      has_more: false,
    });
  });

  it("gives a body that is no JSON object as text, and leaves out what never was", async () => {
    const waiting = await addDelivery({ status: "in_progress", payload: null, nextAt: new Date(), endedAt: null });
    const text = await addDelivery({ status: "failed" });
    await addAttempt(text, { statusCode: 500, responseBody: "[1]", errorCode: "HTTP_ERROR", errorMessage: "Answered 500." });
    const lost = await addDelivery({ status: "failed" });
    await addAttempt(lost, {
      statusCode: null,
      responseHeaders: undefined,
      responseBody: null,
      errorCode: "TIMEOUT",
      errorMessage: "Too slow.",
    });
    const byId = new Map((await listDeliveries({ ctx, input: { configId } })).data.map((event) => [event.event_id, event]));
    expect(byId.get(waiting)).toMatchObject({ url: "http://127.0.0.1:9/", http_method: "POST", retry_attempt: 0 });
    expect(byId.get(waiting)).not.toHaveProperty("http_response");
    expect(byId.get(waiting)).not.toHaveProperty("payload");
    expect(byId.get(text)?.http_response).toEqual({
      status_code: 500,
      message: "Answered 500.",
      body: { text: "[1]" },
      code: "HTTP_ERROR",
    });
    expect(byId.get(lost)?.http_response).toEqual({ message: "Too slow.", code: "TIMEOUT" });
  });

  it("stays readable whatever an endpoint answered: a body too deep to be written as JSON again is text", async () => {
    const responseBody = `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`;
    const id = await addDelivery();
    await addAttempt(id, { responseBody });
    const [event] = (await listDeliveries({ ctx, input: { configId } })).data;
    expect(event?.http_response?.body).toEqual({ text: responseBody });
  });

  it("counts no retry where a waiting delivery was ended without another request", async () => {
    const never = await addDelivery({ status: "failed", payload: null });
    await addAttempt(never, { number: 1, url: "", statusCode: null, responseBody: null, errorCode: "WEBHOOK_DELETED" });
    const once = await addDelivery({ status: "failed" });
    await addAttempt(once, { number: 1, statusCode: 503, errorCode: "HTTP_ERROR" });
    await addAttempt(once, { number: 2, statusCode: null, responseBody: null, errorCode: "WEBHOOK_DISABLED" });
    const { data } = await listDeliveries({ ctx, input: { configId } });
    expect(data.map(({ retry_attempt }) => retry_attempt)).toEqual([0, 0]);
    expect(data[1]).toMatchObject({ url: "http://127.0.0.1:9/" });
  });

  it("pages newest first through deliveries of one millisecond, without a gap or a repetition", async () => {
    const made: string[] = [];
    for (let index = 0; index < 7; index += 1) made.push(await addDelivery({ createdAt: at(Math.floor(index / 4)) }));
    const seen: string[] = [];
    let cursor: Awaited<ReturnType<typeof listDeliveries>>["next_cursor"] = null;
    let pages = 0;
    do {
      const page = await listDeliveries({ ctx, input: { configId, limit: 3, cursor } });
      expect(page.has_more).toBe(page.next_cursor !== null);
      seen.push(...idsOf(page.data));
      cursor = page.next_cursor;
      pages += 1;
    } while (cursor);
    expect(pages).toBe(3);
    expect(seen).toEqual(made.toReversed());
  });

  it("ends exactly where the last page is full", async () => {
    for (let index = 0; index < 4; index += 1) await addDelivery();
    const first = await listDeliveries({ ctx, input: { configId, limit: 2 } });
    const second = await listDeliveries({ ctx, input: { configId, limit: 2, cursor: first.next_cursor } });
    expect([first.has_more, second.has_more, second.next_cursor]).toEqual([true, false, null]);
  });

  it("filters by each status", async () => {
    const waiting = await addDelivery({ status: "in_progress", nextAt: new Date(), endedAt: null });
    const succeeded = await addDelivery();
    const failed = await addDelivery({ status: "failed" });
    const skipped = await addDelivery({ status: "skipped", skipReason: "WEBHOOK_DISABLED" });
    for (const [status, id] of [
      ["in_progress", waiting],
      ["succeeded", succeeded],
      ["failed", failed],
      ["skipped", skipped],
    ] as const) {
      expect(idsOf((await listDeliveries({ ctx, input: { configId, status } })).data)).toEqual([id]);
      expect(idsOf((await listDeliveries({ ctx, input: { status } })).data)).toEqual([id]);
    }
    expect((await listDeliveries({ ctx, input: { status: "skipped" } })).data[0]).toMatchObject({ skip_reason: "WEBHOOK_DISABLED" });
  });

  it("filters by a range of time with both ends in it, whatever the offset it is written with", async () => {
    const [before, first, second, after] = [
      await addDelivery({ createdAt: at(0) }),
      await addDelivery({ createdAt: at(1) }),
      await addDelivery({ createdAt: at(2) }),
      await addDelivery({ createdAt: at(3) }),
    ];
    const inRange = await listDeliveries({
      ctx,
      input: { configId, timestamp: { from: "2026-01-01T02:00:00.001+02:00", to: "2026-01-01T00:00:00.002Z" } },
    });
    expect(idsOf(inRange.data)).toEqual([second, first]);
    const open = await listDeliveries({
      ctx,
      input: { configId, timestamp: { from: "0001-01-01T00:00:00Z", to: "9999-12-31T23:59:59Z" } },
    });
    expect(idsOf(open.data)).toEqual([after, second, first, before]);
  });

  it("finds by the delivery's own id and by its event's", async () => {
    const eventId = newId("event");
    const [one, two] = [await addDelivery({ eventId }), await addDelivery({ eventId })];
    await addDelivery();
    expect(idsOf((await listDeliveries({ ctx, input: { configId, event_id: one } })).data)).toEqual([one]);
    expect(idsOf((await listDeliveries({ ctx, input: { configId, event_id: eventId } })).data)).toEqual([two, one]);
    expect((await listDeliveries({ ctx: stranger, input: { event_id: eventId } })).data).toEqual([]);
    expect((await listDeliveries({ ctx: stranger, input: { event_id: one } })).data).toEqual([]);
  });

  it("finds by the `webhook-id` that the receiver has: the delivery and all its replays, of no other message and organization", async () => {
    const original = await addDelivery();
    const { messageId } = await database.db.delivery.findFirstOrThrow({ where: { id: original } });
    await addDelivery();
    const replays = [await addDelivery({ messageId, replayOf: original }), await addDelivery({ messageId, replayOf: original })];
    const other = await makeWebhook({ db: database.db, organizationId: ctx.tenant.organizationId });
    const all = [...replays.toReversed(), original];
    expect(idsOf((await listDeliveries({ ctx, input: { event_id: messageId } })).data)).toEqual(all);
    expect(idsOf((await listDeliveries({ ctx, input: { configId, event_id: messageId } })).data)).toEqual(all);
    expect((await listDeliveries({ ctx, input: { configId: other.id, event_id: messageId } })).data).toEqual([]);
    expect((await listDeliveries({ ctx: stranger, input: { event_id: messageId } })).data).toEqual([]);
    const first = await listDeliveries({ ctx, input: { event_id: messageId, limit: 2 } });
    expect([first.has_more, idsOf(first.data)]).toEqual([true, all.slice(0, 2)]);
    const rest = await listDeliveries({ ctx, input: { event_id: messageId, limit: 2, cursor: first.next_cursor } });
    expect([rest.has_more, idsOf(rest.data)]).toEqual([false, [original]]);
  });

  it("finds nothing by a message's id that is none, and a caller's own event by whatever id it has", async () => {
    const eventId = `msg_${"7".repeat(26)}`;
    const ofEvent = await addDelivery({ eventId });
    for (const id of ["msg_1", `msg_${newId("message").slice(4).toLowerCase()}`, newId("message"), "msg_"]) {
      expect((await listDeliveries({ ctx, input: { event_id: id } })).data).toEqual([]);
    }
    expect(idsOf((await listDeliveries({ ctx, input: { event_id: eventId } })).data)).toEqual([ofEvent]);
  });

  it("keeps a deleted webhook's events readable", async () => {
    const id = await addDelivery();
    await database.db.webhook.update({ where: { id: configId }, data: { deletedAt: new Date() } });
    expect(idsOf((await listDeliveries({ ctx, input: { configId } })).data)).toEqual([id]);
    expect(idsOf((await listDeliveries({ ctx, input: {} })).data)).toEqual([id]);
  });

  it("knows another organization's webhook as little as an unknown one", async () => {
    await addDelivery();
    await expect(listDeliveries({ ctx: stranger, input: { configId } })).rejects.toMatchObject({ code: "not_found" });
    await expect(listDeliveries({ ctx, input: { configId: "unknown" } })).rejects.toMatchObject({ code: "not_found" });
    expect(await listDeliveries({ ctx: stranger, input: {} })).toEqual({ data: [], next_cursor: null, has_more: false });
  });

  it.each([
    ["a limit beyond 25", { limit: 26 }],
    ["a limit of 0", { limit: 0 }],
    ["an unknown status", { status: "lost" }],
    ["half a cursor", { cursor: { created_at: "2026-01-01T00:00:00Z" } }],
    ["no moment", { timestamp: { from: "yesterday" } }],
    ["the year 0", { timestamp: { from: "0000-01-01T00:00:00Z" } }],
    ["the character NUL", { event_id: "a\u0000" }],
    ["an unknown field", { sort: "asc" }],
  ])("refuses %s", async (_what, input) => {
    await expect(listDeliveries({ ctx, input: input as object })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("needs the scope read", async () => {
    const publisher = createTestContext({ db: database.db, organizationId: ctx.tenant.organizationId, scopes: ["publish"] });
    await expect(listDeliveries({ ctx: publisher, input: {} })).rejects.toMatchObject({ code: "forbidden" });
  });
});
