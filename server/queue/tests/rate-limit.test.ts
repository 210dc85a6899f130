import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { claimShare } from "@/server/queue/claim-share";
import { reserveRateLimitSlots } from "@/server/queue/reserve-rate-limit-slots";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { eventually } from "@/tests/support/eventually";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: DeliveryStage;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
});
afterEach(() => stage.close());

describe("a webhook with a rate limit", () => {
  it("is sent no more in any second, over two processes, and all of it in the end", async () => {
    await stage.addWebhook({ maxRequestsPerSecond: 20 });
    await stage.addWebhook({ url: `${stage.sink.url}/other`, eventName: "client.created", eventType: "client.created" });
    const publishedAtMs = Date.now();
    await stage.publish(70);
    const deliverers = ["host:1", "host:2"].map((ownerId) => stage.makeDeliverer({ ownerId, patienceMs: 0 }));
    await eventually(async () => {
      await Promise.all(deliverers.map((deliverer) => deliverer.deliverBatch()));
      expect((await stage.deliveries()).map(({ status }) => status)).toEqual(Array(70).fill("succeeded"));
    });
    const times = stage.sink.requests.map(({ receivedAt }) => receivedAt.getTime() - publishedAtMs);
    // However late a busy machine is, none comes before its time.
    expect(times.filter((time, index) => time < (index * 1_000) / 20 - 5)).toEqual([]);
    expect((await stage.deliveries()).every(({ attemptNumber }) => attemptNumber === 1)).toBe(true);
  });

  it("is sent a single event at once", async () => {
    await stage.addWebhook({ maxRequestsPerSecond: 1 });
    await stage.publish();
    await stage.deliverer.deliverBatch();
    expect(await stage.onlyDelivery()).toMatchObject({ status: "succeeded" });
  });

  it("has a ring for when its lane has room again", async () => {
    await stage.addWebhook({ maxRequestsPerSecond: 1 });
    await stage.publish(10);
    const deliverer = stage.makeDeliverer({ patienceMs: 0 });
    await deliverer.deliverBatch();
    await eventually(async () => expect(await database.db.delivery.count({ where: { held: true } })).toBeGreaterThan(5));
    await eventually(async () => {
      await deliverer.deliverBatch();
      expect(stage.jobs.sent).toContainEqual({ name: "webhook/deliveries.due", at: expect.any(Date) });
    });
    await deliverer.drain(0);
  });
});

describe("reserveRateLimitSlots", () => {
  it("gives each slot once, however many ask, and none beyond the horizon", async () => {
    const { id } = await stage.addWebhook();
    const take = (count: number) =>
      reserveRateLimitSlots({ db: database.db, wanted: [{ webhookId: id, perSecond: 10, count }], horizonMs: 1_000 }).then((slots) =>
        slots.get(id),
      );
    const askedAtMs = performance.now();
    const taken = (await Promise.all([take(3), take(3), take(3)])).map((slots) => slots ?? { count: 0, firstInMs: 0 });
    expect(taken.map(({ count }) => count)).toEqual([3, 3, 3]);
    const starts = taken.map(({ firstInMs }) => firstInMs).sort((a, b) => a - b);
    expect(starts[0]).toBeLessThan(50);
    // Each tells how far ahead its first slot was when it asked, and some ask later than others.
    const passedMs = () => performance.now() - askedAtMs;
    for (const [index, start] of starts.entries()) expect(start + passedMs()).toBeGreaterThanOrEqual(index * 300);
    const more = [await take(10), await take(10)].reduce((sum, slots) => sum + (slots?.count ?? 0), 0);
    expect(9 + more).toBeLessThanOrEqual(11 + (passedMs() * 10) / 1_000);
  });
});

describe("claimShare", () => {
  const share = (ownerId: string, inUse = 0) => claimShare({ db: database.db, ownerId, inUse });
  const shares = async () =>
    (await database.db.deliverer.findMany({ orderBy: { ownerId: "asc" } })).reduce((sum, deliverer) => sum + deliverer.share, 0);

  it("gives one process everything, and equal parts to several once each has given up what it used", async () => {
    expect(await share("a")).toBe(40);
    expect(await share("b")).toBe(0);
    expect(await share("a", 35)).toBe(20);
    expect([await share("b"), await shares()]).toEqual([5, 40]);
    expect(await share("a", 12)).toBe(20);
    expect([await share("b"), await shares()]).toEqual([20, 40]);
    expect(await share("c")).toBe(0);
    expect([await share("a"), await share("b"), await share("c")]).toEqual([13, 13, 13]);
  });

  it("never gives out more than there is, however many ask at once", async () => {
    for (let round = 0; round < 4; round++) {
      const given = await Promise.all(["a", "b", "c", "d"].map((ownerId) => share(ownerId)));
      expect(given.every((part) => part <= 40)).toBe(true);
      expect(await shares()).toBeLessThanOrEqual(40);
    }
    expect(await shares()).toBe(40);
  });

  it("gives the part of a process that is silent to the others", async () => {
    await share("dead");
    await database.db.deliverer.updateMany({ data: { beatAt: new Date(Date.now() - 21_000) } });
    expect(await share("alive")).toBe(40);
  });
});
