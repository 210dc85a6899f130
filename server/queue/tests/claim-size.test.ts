import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replayDeliveries } from "@/server/delivery/replay-deliveries";
import { triggerWebhook } from "@/server/delivery/trigger-webhook";
import { claimDeliveries } from "@/server/queue/claim-deliveries";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { eventually } from "@/tests/support/eventually";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const LARGE = { text: "x".repeat(100_000) };

const database = withTestDatabase();
let stage: DeliveryStage;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
});
afterEach(() => stage.close());

const claim = (maxBytes: number) => claimDeliveries({ db: database.db, ownerId: "host:test", limit: 50, maxBytes, share: 40, rooms: [] });
const context = () => createTestContext({ db: database.db, organizationId: stage.organizationId });

describe("what a claim carries", () => {
  it("is bounded by bytes, and says that more is due", async () => {
    await stage.addWebhook();
    await stage.publish(5, LARGE);
    for (const [count, hasMore] of [
      [2, true],
      [2, true],
      [1, false],
    ] as const) {
      const batch = await claim(250_000);
      expect([batch.claims.length, batch.hasMore]).toEqual([count, hasMore]);
    }
  });

  it("is one delivery where that alone is too large", async () => {
    await stage.addWebhook();
    await stage.publish(2, LARGE);
    expect((await claim(1_000)).claims).toHaveLength(1);
    expect((await claim(1_000)).claims).toHaveLength(1);
    expect((await claim(1_000)).claims).toHaveLength(0);
  });

  it("is bounded in lanes too, which are not taken to be empty", async () => {
    const { id } = await stage.addWebhook();
    await stage.publish(3, LARGE);
    await database.db.queuedDelivery.updateMany({ data: { held: true } });
    await database.db.lane.create({ data: { webhookId: id, organizationId: stage.organizationId, holds: true, nextAt: new Date(0) } });
    const batch = await claim(250_000);
    expect(batch).toMatchObject({ hasMore: true, emptied: [] });
    expect(batch.claims).toHaveLength(2);
  });

  it.each(["a replay", "a trigger", "another attempt"])("counts what %s carries", async (kind) => {
    const { id } = await stage.addWebhook();
    if (kind === "a trigger") {
      for (let n = 0; n < 2; n++)
        await triggerWebhook({ ctx: context(), input: { configId: id, payload: { metadata: {}, entity: LARGE } } });
    } else {
      await stage.publish(2, LARGE);
      stage.sink.setRespond(() => ({ status: kind === "a replay" ? 200 : 500 }));
      await stage.deliverer.deliverBatch();
    }
    if (kind === "a replay") {
      const eventIds = (await stage.deliveries()).map((delivery) => delivery.id);
      await replayDeliveries({ ctx: context(), input: { configId: id, eventIds } });
    }
    await stage.makeAllDue();
    expect((await claim(150_000)).claims).toHaveLength(1);
  });

  it("is, of all that a process has on its hands, no more than 64 MiB", async () => {
    for (let count = 0; count < 12; count++) await stage.addWebhook();
    for (let count = 0; count < 9; count++) await stage.publish(1, { text: "x".repeat(1_000_000) });
    const letGo = stage.holdAll();
    const leased = async () => (await stage.deliveries()).filter(({ leaseOwner }) => leaseOwner !== null).length;
    for (let claimed = 1; claimed > 0; ) claimed = (await stage.impatient.deliverBatch()).claimed;
    expect(await leased()).toBeGreaterThan(30);
    expect(await leased()).toBeLessThan(70);
    letGo();
    await eventually(async () => {
      await stage.impatient.deliverBatch();
      expect(new Set((await stage.deliveries()).map(({ status }) => status))).toEqual(new Set(["succeeded"]));
    });
  });
});
