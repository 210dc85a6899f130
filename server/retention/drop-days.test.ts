import { ulid } from "ulid";
import { beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "@/domain/duration";
import { newId } from "@/domain/ids";
import { startOfDay } from "@/domain/retention/retention";
import { getDelivery } from "@/server/delivery/get-delivery";
import { listDeliveries } from "@/server/delivery/list-deliveries";
import { replayDeliveries } from "@/server/delivery/replay-deliveries";
import { publishEvents } from "@/server/event/publish-events";
import { getReplayJob } from "@/server/replay-job/get-replay-job";
import { DAY_TABLES } from "@/server/retention/day-tables";
import { deleteOldAuditEntries, deleteOldEventIds } from "@/server/retention/delete-old-rows";
import { dropDays } from "@/server/retention/drop-days";
import { listPartitions } from "@/server/retention/list-partitions";
import { makeDays } from "@/server/retention/make-days";
import { setDeliveryStage } from "@/tests/support/delivery-stage";
import { type HistoryStage, setHistoryStage } from "@/tests/support/history-stage";
import { createTestContext, TEST_RETENTION } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { deleteDeliveries, makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let stage: HistoryStage;
beforeEach(async () => {
  stage = await setHistoryStage(database.db);
});

const drop = (chunk?: number) => dropDays({ db: database.db, now: stage.now, retention: TEST_RETENTION, ...(chunk && { chunk }) });
const listedIds = async () => (await listDeliveries({ ctx: stage.ctx, input: {} })).data.map(({ event_id }) => event_id);
const read = (eventId: string) => getDelivery({ ctx: stage.ctx, input: { eventId } });
const daysOf = async (name: string) => {
  const table = DAY_TABLES.find((known) => known.name === name) ?? DAY_TABLES[0];
  return (await listPartitions({ db: database.db, table })).map(({ dayMs }) => dayMs);
};

describe("days that are over", () => {
  it("are dropped: deliveries after 28 days, their texts after 7, skipped ones after 3", async () => {
    const [recent, week, month] = [await stage.add(1), await stage.add(10), await stage.add(40)];
    const skipped = [await stage.add(2, { status: "skipped", payload: null }), await stage.add(5, { status: "skipped", payload: null })];
    expect(await listedIds()).toEqual([recent, ...skipped, week, month]);
    // One of deliveries, of attempts, of activities and of their operations, three of skipped ones, and two of each kind of body.
    expect(await drop()).toBe(4 + 3 + 6);
    expect(await listedIds()).toEqual([recent, skipped[0], week]);

    expect(await read(recent)).toMatchObject({ payload: expect.any(String), attempts: [{ response_body: '{"ok":true}' }] });
    expect(await read(recent)).not.toHaveProperty("body_retention_days");
    const withoutBodies = await read(week);
    expect(withoutBodies).toMatchObject({ payload_deleted: true, body_retention_days: 7, attempts: [{ response_body_deleted: true }] });
    expect(withoutBodies).not.toHaveProperty("payload");
    expect(withoutBodies.attempts?.[0]).not.toHaveProperty("response_body");
    expect(await drop()).toBe(0);
  });

  it("answer 410 for an id of their time, and 404 for any other id", async () => {
    const old = await stage.add(40);
    await drop();
    await expect(read(old)).rejects.toMatchObject({ code: "gone", message: expect.stringContaining("28 days") });
    await expect(read(newId("delivery"))).rejects.toMatchObject({ code: "not_found" });
    await expect(read(`dlv_${ulid(stage.ago(400).getTime())}`)).rejects.toMatchObject({ code: "not_found" });
    await expect(read("dlv_1")).rejects.toMatchObject({ code: "not_found" });
    const young = createTestContext({ db: database.db, organizationId: await makeOrganization(database.db) });
    await expect(getDelivery({ ctx: young, input: { eventId: old } })).rejects.toMatchObject({ code: "not_found" });
  });

  it("leave nothing to replay of what has lost its text and its event", async () => {
    const [week, recent] = [await stage.add(10), await stage.add(1)];
    await drop();
    const replay = (eventId: string) => replayDeliveries({ ctx: stage.ctx, input: { configId: stage.configId, eventIds: [eventId] } });
    await expect(replay(week)).rejects.toMatchObject({ code: "unprocessable" });
    expect(await replay(recent)).toEqual({ replayed_event_ids: [recent] });
    await deleteDeliveries(database.db);
  });

  it("keep the event that a waiting delivery is to be built from, until it has been sent", async () => {
    const delivering = await setDeliveryStage(database.db);
    const { id: webhookId } = await delivering.addWebhook();
    const { organizationId } = delivering;
    const [at, id] = [stage.ago(10), "evt_waited"];
    const event = { eventName: "product_updated", eventType: "product_updated", data: { metadata: {}, entity: { kept: true } } };
    await database.db.eventBody.create({ data: { organizationId, id, createdAt: at, ...event } });
    await database.db.eventBody.create({ data: { organizationId, id: "evt_other", createdAt: at, ...event } });
    await database.db.queuedDelivery.create({
      data: {
        ...{ id: `dlv_${ulid(at.getTime())}`, organizationId, webhookId, eventId: id, eventAt: at, messageId: newId("message") },
        ...{ eventName: "product_updated", source: "event", metadata: {}, createdAt: at, nextAt: at },
      },
    });
    await drop();
    await drop();
    expect((await database.db.event.findMany({ where: { organizationId } })).map((kept) => kept.id)).toEqual([id]);
    await delivering.deliverer.deliverBatch();
    expect(JSON.parse(delivering.sink.requests[0]?.rawBody ?? "")).toMatchObject({ entity: { kept: true } });
    expect(await delivering.onlyDelivery()).toMatchObject({ status: "succeeded", hasBody: true });
    await drop();
    expect(await database.db.event.count({ where: { organizationId } })).toBe(0);
    // Its own day of texts is gone, so that its text is deleted too, with the rest that no day holds.
    expect(await delivering.onlyDelivery()).toMatchObject({ status: "succeeded", hasBody: true, payload: null });
    await delivering.close();
  });

  it("take with them what no day held, in chunks", async () => {
    for (let days = 60; days < 67; days++) await stage.add(days);
    const kept = await stage.add(2);
    await drop(2);
    const rest = await database.db
      .$queryRaw`select id from ended_delivery_default union all select delivery_id from recorded_attempt_default`;
    expect(rest).toEqual([]);
    expect(await listedIds()).toEqual([kept]);
  });

  it("are not forgotten in the progress of replay jobs", async () => {
    const { organizationId, configId: webhookId } = stage;
    const job = { id: newId("replayJob"), organizationId, webhookId, ratePerSecond: 1, total: 4, replayed: 4, state: "completed" as const };
    await database.db.replayJob.create({ data: job });
    const ofJob = { replayJobId: job.id, source: "replay" as const, replayOf: "dlv_1" };
    await stage.add(40, { ...ofJob, status: "failed" });
    await stage.add(60, { ...ofJob, status: "failed" });
    await stage.add(10, { ...ofJob, status: "skipped" });
    await stage.add(40, ofJob);
    const progress = async () => (await getReplayJob({ ctx: stage.ctx, input: { jobId: job.id } })).progress;
    const before = await progress();
    expect(before).toMatchObject({ failed: 2, skipped: 1, succeeded: 1 });
    await drop();
    expect(await progress()).toEqual(before);
    await database.db.replayJob.delete({ where: { id: job.id } });
  });

  it("are dropped while somebody reads them for long, once that has ended, and hold up nobody else", async () => {
    await stage.add(40);
    let dropped: Promise<number> | undefined;
    await database.db.$transaction(async (tx) => {
      await tx.$queryRaw`select count(*) from ended_delivery`;
      dropped = drop();
      // Others are not queued behind it for longer than it waits for its own lock.
      for (let n = 0; n < 5; n++) await publishEvents({ ctx: stage.ctx, input: { eventName: "product_updated", entity: {} } });
    });
    expect(await dropped).toBeGreaterThan(0);
    await deleteDeliveries(database.db);
  });
});

describe("an event id that is published again", () => {
  const publish = async (event_id: string) =>
    (await publishEvents({ ctx: stage.ctx, input: { eventName: "product_updated", event_id, entity: {} } })).events[0];

  it("is a duplicate after its event has been deleted, and new after its delivery has", async () => {
    for (const [id, days] of [
      ["order-1", 10],
      ["order-2", 40],
    ] as const) {
      await stage.add(days, { eventId: id });
      await database.db.publishedEventId.create({ data: { organizationId: stage.organizationId, id, createdAt: stage.ago(days) } });
    }
    await drop();
    await deleteOldEventIds({ db: database.db, now: stage.now, retention: TEST_RETENTION, chunk: 1 });
    expect(await publish("order-1")).toMatchObject({ duplicate: true, deliveries: [{ status: "succeeded" }] });
    expect(await publish("order-2")).toMatchObject({ duplicate: false, deliveries: [{ status: "in_progress" }] });
    await deleteDeliveries(database.db);
  });

  it("is a duplicate though Postern itself made the id", async () => {
    const { events } = await publishEvents({ ctx: stage.ctx, input: { eventName: "product_updated", entity: {} } });
    const [first] = events;
    expect(await publish(first?.event_id ?? "")).toEqual({ ...first, duplicate: true });
    await deleteDeliveries(database.db);
  });
});

describe("days ahead", () => {
  it("are made once, whoever makes them at the same time, for today and the next seven", async () => {
    const later = stage.ago(-30);
    const firstMs = startOfDay(later.getTime());
    const made = await Promise.all([1, 2, 3].map(() => makeDays({ db: database.db, now: later, from: later })));
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(8 * DAY_TABLES.length);
    for (const { name } of DAY_TABLES)
      expect((await daysOf(name)).slice(-8)).toEqual(Array.from({ length: 8 }, (_, n) => firstMs + n * DAY_MS));
  });

  it("take the rows of their day out of the default partition", async () => {
    const id = await stage.add(50);
    const where = () => database.db.$queryRaw`select tableoid::regclass::text as name from ended_delivery where id = ${id}`;
    expect(await where()).toEqual([{ name: "ended_delivery_default" }]);
    await makeDays({ db: database.db, now: stage.ago(45), from: stage.ago(50) });
    const day = stage.ago(50).toISOString().slice(0, 10).replaceAll("-", "");
    expect(await where()).toEqual([{ name: `ended_delivery_${day}` }]);
    expect(await read(id)).toMatchObject({ event_id: id, payload: expect.any(String) });
  });
});

it("entries of the audit log are deleted once their time is over, in chunks", async () => {
  const { organizationId } = stage;
  const entry = (days: number) => ({
    ...{ id: `aud_${ulid(stage.ago(days).getTime())}`, organizationId, actorType: "system", action: "organization.renamed" },
    ...{ targetType: "organization", targetId: organizationId, targetName: "Test", at: stage.ago(days) },
  });
  await database.db.auditEntry.createMany({ data: [400, 380, 370, 360, 1].map(entry) });
  expect(await deleteOldAuditEntries({ db: database.db, now: stage.now, retention: TEST_RETENTION, chunk: 2 })).toBe(3);
  expect(await database.db.auditEntry.count({ where: { organizationId } })).toBe(2);
});
