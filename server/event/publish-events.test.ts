import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/server/context";
import { publishEvents } from "@/server/event/publish-events";
import { createTestContext, type RecordedJobs, recordJobs } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization, makeWebhook, raiseSubscriptionsVersion, type WebhookValues } from "@/tests/support/test-rows";

const database = withTestDatabase();
let organizationId: string;
let jobs: RecordedJobs;
let ctx: Context;
beforeEach(async () => {
  organizationId = await makeOrganization(database.db);
  jobs = recordJobs();
  ctx = createTestContext({ db: database.db, organizationId, jobs });
});

const publish = (input: unknown) => publishEvents({ ctx, input });
const deliveriesOf = (eventId: string) => database.db.delivery.findMany({ where: { organizationId, eventId }, orderBy: { id: "asc" } });
const addWebhook = (values: WebhookValues = {}) => makeWebhook({ db: database.db, organizationId, values });

async function expectNothingWritten() {
  expect(await database.db.event.count({ where: { organizationId } })).toBe(0);
  expect(await database.db.delivery.count({ where: { organizationId } })).toBe(0);
  expect(jobs.sent).toEqual([]);
}

describe("publishEvents", () => {
  it("writes the event and a delivery, due now, for each subscribed webhook, and rings once", async () => {
    const [first, second] = [await addWebhook(), await addWebhook()];
    await addWebhook({ eventName: "client.created", eventType: "client.created" });
    const { events } = await publish({ eventName: "product_updated", entity: { b: 1, a: "é" }, metadata: { user_id: "u1" } });
    expect(events).toEqual([
      {
        event_id: expect.stringMatching(/^evt_/),
        duplicate: false,
        deliveries: [
          { webhook_config_id: first.id, event_id: expect.stringMatching(/^dlv_/), status: "in_progress" },
          { webhook_config_id: second.id, event_id: expect.stringMatching(/^dlv_/), status: "in_progress" },
        ],
      },
    ]);
    const eventId = events[0]?.event_id ?? "";
    const [row] = await database.db.$queryRaw<{ data: string }[]>`select data::text as data from event where id = ${eventId}`;
    expect(row?.data).toBe('{"metadata":{"user_id":"u1"},"entity":{"b":1,"a":"é"}}');
    const [delivery] = await deliveriesOf(eventId);
    expect(delivery).toMatchObject({
      webhookId: first.id,
      eventName: "product_updated",
      source: "event",
      status: "in_progress",
      attemptNumber: 0,
      failureCount: 0,
      payload: null,
      endedAt: null,
      messageId: expect.stringMatching(/^msg_/),
    });
    // It is due at once; one of the two times is rounded to the millisecond, the other cut off.
    expect([0, 1]).toContain((delivery?.createdAt.getTime() ?? 0) - (delivery?.nextAt?.getTime() ?? 0));
    expect(delivery?.metadata).toEqual({
      organization_id: organizationId,
      action: "product_updated",
      creation_timestamp: expect.stringMatching(/Z$/),
      webhook_id: first.id,
      webhook_name: "Hook",
      user_id: "u1",
      correlation_id: eventId,
    });
    expect(jobs.sent).toEqual([{ name: "webhook/deliveries.due" }]);
  });

  it("treats a name and its aliases as one type", async () => {
    await addWebhook({ eventName: "CustomerRequest_Created", eventType: "customer_request_created" });
    const { events } = await publish([{ eventName: "customer_request_created" }, { eventName: "CustomerRequest_Created" }]);
    expect(events.map((event) => event.deliveries.length)).toEqual([1, 1]);
    const rows = await database.db.event.findMany({ where: { organizationId }, orderBy: { id: "asc" } });
    expect(rows.map(({ eventName, eventType }) => [eventName, eventType])).toEqual([
      ["customer_request_created", "customer_request_created"],
      ["CustomerRequest_Created", "customer_request_created"],
    ]);
  });

  it("calls an event what each webhook calls it, unless the publisher says what was done; the log keeps the publisher's name", async () => {
    const names = ["CustomerRequest_Created", "customer_request_created"];
    for (const eventName of names) await addWebhook({ eventName, eventType: "customer_request_created" });
    for (const eventName of names) {
      const { events } = await publish({ eventName });
      const deliveries = await deliveriesOf(events[0]?.event_id ?? "");
      expect(deliveries.map(({ metadata }) => metadata)).toMatchObject(names.map((action) => ({ action })));
      expect(deliveries.map((delivery) => delivery.eventName)).toEqual([eventName, eventName]);
    }
    const { events } = await publish({ eventName: "customer_request_created", metadata: { action: "Imported" } });
    const [first] = await deliveriesOf(events[0]?.event_id ?? "");
    expect(first?.metadata).toMatchObject({ action: "Imported" });
  });

  it("stores an event that nobody listens to, and does not ring for it", async () => {
    const { events } = await publish({ eventName: "product_updated" });
    expect(events).toEqual([{ event_id: expect.any(String), duplicate: false, deliveries: [] }]);
    expect(await database.db.event.count({ where: { organizationId } })).toBe(1);
    expect(jobs.sent).toEqual([]);
  });

  it("skips disabled and incomplete webhooks, saying why", async () => {
    const disabled = await addWebhook({ enabled: false });
    const withoutUrl = await addWebhook({ url: null });
    const withoutSecret = await addWebhook({ auth: { authType: "BASIC", username: "u" }, authSecret: null });
    const { events } = await publish({ eventName: "product_updated" });
    expect(events[0]?.deliveries.map((delivery) => [delivery.webhook_config_id, delivery.status])).toEqual(
      [disabled, withoutUrl, withoutSecret].map(({ id }) => [id, "skipped"]),
    );
    const rows = await deliveriesOf(events[0]?.event_id ?? "");
    expect(rows.map((row) => row.skipReason)).toEqual(["WEBHOOK_DISABLED", "WEBHOOK_INCOMPLETE", "WEBHOOK_INCOMPLETE"]);
    for (const row of rows) expect(row).toMatchObject({ nextAt: null, endedAt: expect.any(Date) });
    expect(jobs.sent).toEqual([]);
  });

  it("takes 1,000 events and answers them in their order", async () => {
    await addWebhook();
    const input = Array.from({ length: 1_000 }, (_, index) => ({
      eventName: "product_updated",
      ...(index % 3 === 0 && { event_id: `e-${index}` }),
    }));
    const { events } = await publish(input);
    for (const [index, event] of events.entries()) {
      if (index % 3 === 0) expect(event.event_id).toBe(`e-${index}`);
    }
    expect(await database.db.delivery.count({ where: { organizationId, status: "in_progress" } })).toBe(1_000);
    expect(jobs.sent).toHaveLength(1);
  });

  it("refuses 1,001 events and writes nothing", async () => {
    await addWebhook();
    const input = Array.from({ length: 1_001 }, () => ({ eventName: "product_updated" }));
    await expect(publish(input)).rejects.toMatchObject({ code: "invalid_input" });
    await expectNothingWritten();
  });

  it("refuses an unknown name, names its index, and writes nothing of the array", async () => {
    await addWebhook();
    const input = [{ eventName: "product_updated" }, { eventName: "product_updatd" }, { eventName: "nope" }];
    await expect(publish(input)).rejects.toMatchObject({
      code: "invalid_input",
      faults: [
        { path: "1.eventName", message: expect.stringContaining("product_updatd") },
        { path: "2.eventName", message: expect.stringContaining("configured-events") },
      ],
    });
    await expect(publish({ eventName: "nope" })).rejects.toMatchObject({ faults: [{ path: "eventName" }] });
    await expectNothingWritten();
  });

  it("needs the scope publish", async () => {
    ctx = createTestContext({ db: database.db, organizationId, scopes: ["read", "write"] });
    await expect(publish({ eventName: "product_updated" })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("never hits another organization's webhooks, nor knows its event types", async () => {
    const theirs = await makeOrganization(database.db);
    await makeWebhook({ db: database.db, organizationId: theirs });
    await database.db.eventType.create({ data: { organizationId: theirs, name: "their.event", label: "Theirs" } });
    await raiseSubscriptionsVersion(database.db, theirs);
    const { events } = await publish({ eventName: "product_updated" });
    expect(events[0]?.deliveries).toEqual([]);
    await expect(publish({ eventName: "their.event" })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("lets two organizations use the same event id", async () => {
    const theirs = await makeOrganization(database.db);
    const theirCtx = createTestContext({ db: database.db, organizationId: theirs });
    const [mine, other] = [
      await publish({ eventName: "product_updated", event_id: "same" }),
      await publishEvents({ ctx: theirCtx, input: { eventName: "product_updated", event_id: "same" } }),
    ];
    expect([mine.events[0]?.duplicate, other.events[0]?.duplicate]).toEqual([false, false]);
  });
});

describe("publishEvents, while subscriptions change", () => {
  it("never misses a webhook that was created before the publish", async () => {
    for (let count = 1; count <= 10; count++) {
      await addWebhook();
      const { events } = await publish({ eventName: "product_updated" });
      expect(events[0]?.deliveries).toHaveLength(count);
    }
  });

  it("knows an event type that was added before the publish", async () => {
    await publish({ eventName: "product_updated" });
    await database.db.eventType.create({ data: { organizationId, name: "new.event", label: "New", aliases: ["newer"] } });
    await raiseSubscriptionsVersion(database.db, organizationId);
    expect((await publish([{ eventName: "new.event" }, { eventName: "newer" }])).events).toHaveLength(2);
  });

  it("never misses one under load", async () => {
    let created = 0;
    let isDone = false;
    const publisher = async () => {
      while (!isDone) {
        const before = created;
        const { events } = await publish({ eventName: "product_updated" });
        expect(events[0]?.deliveries.length).toBeGreaterThanOrEqual(before);
      }
    };
    const admin = async () => {
      for (; created < 20; created++) await addWebhook();
      isDone = true;
    };
    await Promise.all([admin(), publisher(), publisher()]);
  });
});
