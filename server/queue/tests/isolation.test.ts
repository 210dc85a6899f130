import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { publishEvents } from "@/server/event/publish-events";
import type { Deliverer } from "@/server/queue/deliverer";
import { freeLeases } from "@/server/queue/free-leases";
import { wakeOrphanedLanes } from "@/server/queue/wake-orphaned-lanes";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { eventually } from "@/tests/support/eventually";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: DeliveryStage;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
});
afterEach(() => stage.close());

const LIMIT = 40;

/** Makes the endpoint `/slow` answer only once `let` is called; all others answer at once. */
function holdSlow() {
  let isOpen = false;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const counts = { open: 0, most: 0, served: 0 };
  stage.sink.setRespond(async ({ url }) => {
    if (url !== "/slow") return {};
    counts.most = Math.max(counts.most, ++counts.open);
    if (!isOpen) await held;
    counts.open--;
    counts.served++;
    return {};
  });
  return {
    counts,
    let: () => {
      isOpen = true;
      letGo();
    },
  };
}
const addSlow = () => stage.addWebhook({ url: `${stage.sink.url}/slow`, eventName: "client.created", eventType: "client.created" });
const publishSlow = (count: number, from = 0) =>
  publishEvents({
    ctx: createTestContext({ db: database.db, organizationId: stage.organizationId }),
    input: Array.from({ length: count }, (_, index) => ({ eventName: "client.created", entity: { index: from + index } })),
  });

/** Calls `deliverBatch` of each deliverer, as jobs would, until `check` passes. */
const drive = (deliverers: Deliverer[], check: () => unknown) =>
  eventually(async () => {
    await Promise.all(deliverers.map((deliverer) => deliverer.deliverBatch()));
    await check();
  });
const waiting = () => database.db.queuedDelivery.groupBy({ by: ["held"], where: { leaseOwner: null }, _count: true });
const countOf = async (where: object) => database.db.delivery.count({ where: { organizationId: stage.organizationId, ...where } });

describe("an endpoint that does not answer", () => {
  it("has at most 40 requests open, over two processes, and what waits is held and uses up no attempt", async () => {
    await addSlow();
    const slow = holdSlow();
    const deliverers = ["host:1", "host:2"].map((ownerId) => stage.makeDeliverer({ ownerId, isSharing: true, patienceMs: 50 }));
    await publishSlow(150);
    await drive(deliverers, async () => {
      expect(slow.counts.open).toBeGreaterThanOrEqual(LIMIT / 2);
      expect(await waiting()).toEqual([{ held: true, _count: 150 - slow.counts.open }]);
    });
    expect(slow.counts.most).toBeLessThanOrEqual(LIMIT);
    expect(await countOf({ held: true, attemptNumber: 0 })).toBe(150 - slow.counts.open);
    expect(await stage.attempts()).toEqual([]);
    slow.let();
    await drive(deliverers, async () => expect(await countOf({ status: "succeeded", attemptNumber: 1 })).toBe(150));
    expect(slow.counts.most).toBeLessThanOrEqual(LIMIT);
    expect(slow.counts.served).toBe(150);
  });

  it("keeps nobody else waiting: neither in the process nor in the queue", async () => {
    await addSlow();
    await stage.addWebhook();
    holdSlow();
    const deliverer = stage.makeDeliverer({ patienceMs: 0 });
    await publishSlow(200);
    await drive([deliverer], async () => expect(await countOf({ held: true })).toBe(200 - LIMIT));
    for (let round = 0; round < 5; round++) {
      await publishSlow(20);
      await stage.publish(10);
      await deliverer.deliverBatch();
      // They arrive although the other endpoint has not answered yet.
      await stage.sink.waitForRequests(LIMIT + 10 * (round + 1));
    }
    // The events that were published since then went into the lane at once: no claim has seen them.
    expect(await countOf({ held: true, attemptNumber: 0 })).toBe(200 - LIMIT + 100);
  });

  it("gets what waits for it in the order of its publishing, once it answers", async () => {
    await addSlow();
    const slow = holdSlow();
    const deliverer = stage.makeDeliverer({ patienceMs: 0 });
    await publishSlow(100);
    await drive([deliverer], async () => expect(await countOf({ held: true })).toBe(100 - LIMIT));
    await publishSlow(5, 100);
    slow.let();
    await drive([deliverer], async () => expect(await countOf({ status: "succeeded" })).toBe(105));
    const indexes = stage.sink.requests.map(({ rawBody }): number => JSON.parse(rawBody).entity.index);
    // Requests that are open side by side may overtake each other on their way.
    expect(indexes.slice(0, -LIMIT).filter((index) => index >= 100)).toEqual([]);
    await drive([deliverer], async () => expect(await database.db.lane.findFirst()).toMatchObject({ holds: false, nextAt: null }));
  });

  it("is gone on with by the next process when this one is killed", async () => {
    await addSlow();
    const slow = holdSlow();
    await publishSlow(100);
    const killed = stage.makeDeliverer({ ownerId: "host:killed", patienceMs: 0 });
    await drive([killed], async () => expect(await countOf({ held: true })).toBe(100 - LIMIT));
    await freeLeases({ db: database.db, ownerPrefix: "host:killed" });
    slow.let();
    const next = stage.makeDeliverer({ ownerId: "host:next", isSharing: true, patienceMs: 0 });
    await drive([next], async () => expect(await countOf({ status: "succeeded" })).toBe(100));
    expect(await countOf({ attemptNumber: 2 })).toBe(LIMIT);
  });

  it("is left in peace at the end of the process, and what has not been sent is free for others", async () => {
    await addSlow();
    holdSlow();
    await publishSlow(60);
    const ending = stage.makeDeliverer({ ownerId: "host:ending", patienceMs: 0 });
    await ending.deliverBatch();
    await stage.sink.waitForRequests(LIMIT);
    await ending.drain(0);
    expect(await countOf({ nextAt: { not: null }, leaseOwner: null })).toBe(60);
    expect(await countOf({ attemptNumber: 0 })).toBe(60 - LIMIT);
    expect(await database.db.deliverer.count({ where: { ownerId: "host:ending" } })).toBe(0);
  });
});

describe("more lanes than one claim has room for", () => {
  it("stay due where it did not come to them, and only there", async () => {
    for (let index = 0; index < 20; index++) {
      const { id: webhookId } = await stage.addWebhook();
      await database.db.lane.create({ data: { webhookId, organizationId: stage.organizationId, holds: true, nextAt: new Date() } });
    }
    await stage.publish(50);
    stage.holdAll();
    expect(await stage.impatient.deliverBatch()).toEqual({ claimed: 600, hasMore: true });
    const lanes = await database.db.$queryRaw<{ held: number; isDue: boolean }[]>`
      select (select count(*)::int from delivery d where d.webhook_id = l.webhook_id and held) as held, next_at <= now() as "isDue" from lane l`;
    // 15 lanes have all they have room for, 40 requests.
    expect(lanes.filter(({ held, isDue }) => held === 10 && !isDue)).toHaveLength(15);
    expect(lanes.filter(({ held, isDue }) => held === 50 && isDue)).toHaveLength(5);
  });
});

describe("wakeOrphanedLanes", () => {
  it("has the lanes looked at whose deliveries nobody looks after, and no others", async () => {
    const { id } = await addSlow();
    await publishSlow(3);
    await database.db.queuedDelivery.updateMany({ where: { webhookId: id }, data: { held: true } });
    expect(await stage.deliverer.deliverBatch()).toMatchObject({ claimed: 0 });
    expect(await wakeOrphanedLanes({ db: database.db })).toBe(1);
    expect(await wakeOrphanedLanes({ db: database.db })).toBe(0);
    await drive([stage.deliverer], async () => expect(await countOf({ status: "succeeded" })).toBe(3));
    expect(await wakeOrphanedLanes({ db: database.db })).toBe(0);
  });
});
