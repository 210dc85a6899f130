import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { endWaitingDeliveries } from "@/server/queue/end-waiting-deliveries";
import { findNextDue } from "@/server/queue/find-next-due";
import { freeLeases } from "@/server/queue/free-leases";
import { deleteWebhook } from "@/server/webhook/delete-webhook";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { changeWebhook, makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let stage: DeliveryStage;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
});
afterEach(() => stage.close());

describe("a webhook that changes while deliveries wait", () => {
  const remove = (configId: string) =>
    deleteWebhook({ ctx: createTestContext({ db: database.db, organizationId: stage.organizationId }), input: { configId } });

  it("ends them with WEBHOOK_DELETED when it is deleted, and only its own", async () => {
    const [kept, deleted] = [await stage.addWebhook(), await stage.addWebhook()];
    await stage.publish(2);
    await remove(deleted.id);
    for (const delivery of await stage.deliveries()) {
      expect(delivery).toMatchObject(
        delivery.webhookId === kept.id
          ? { status: "in_progress", attemptNumber: 0 }
          : { status: "failed", attemptNumber: 1, nextAt: null, endedAt: expect.any(Date) },
      );
    }
    expect(await stage.attempts()).toMatchObject([1, 2].map(() => ({ number: 1, errorCode: "WEBHOOK_DELETED", statusCode: null })));
    expect(await stage.deliverer.deliverBatch()).toMatchObject({ claimed: 2 });
    expect(stage.sink.requests).toHaveLength(2);
  });

  it("lets a request that is out still succeed", async () => {
    const { id } = await stage.addWebhook();
    await stage.publish();
    const answer = stage.holdFirst({});
    await stage.impatient.deliverBatch();
    await stage.sink.waitForRequests(1);
    await remove(id);
    answer();
    await stage.impatient.drain(60_000);
    expect(await stage.onlyDelivery()).toMatchObject({ status: "succeeded" });
  });

  it("does not send again what was out when it was deleted and then failed", async () => {
    const { id } = await stage.addWebhook();
    await stage.publish();
    const answer = stage.holdFirst({ status: 500 });
    await stage.impatient.deliverBatch();
    await stage.sink.waitForRequests(1);
    await remove(id);
    answer();
    await stage.impatient.drain(60_000);
    await stage.makeAllDue();
    await stage.makeDeliverer().deliverBatch();
    expect(await stage.onlyDelivery()).toMatchObject({ status: "failed", attemptNumber: 2, nextAt: null });
    expect((await stage.attempts()).map((attempt) => attempt.errorCode)).toEqual(["HTTP_ERROR", "WEBHOOK_DELETED"]);
    expect(stage.sink.requests).toHaveLength(1);
  });

  it("ends what a concurrent publish made for it, at its first claim", async () => {
    const { id } = await stage.addWebhook();
    await stage.publish();
    await database.db.webhook.update({ where: { id }, data: { deletedAt: new Date(), version: { increment: 1 } } });
    await stage.deliverer.deliverBatch();
    expect(await stage.onlyDelivery()).toMatchObject({ status: "failed" });
    expect(await stage.attempts()).toMatchObject([{ number: 1, errorCode: "WEBHOOK_DELETED" }]);
    expect(stage.sink.requests).toEqual([]);
  });

  it("is called as it is configured at each attempt, not as it was at the first", async () => {
    const { id } = await stage.addWebhook();
    await stage.publish();
    stage.sink.setRespond(() => ({ status: 500 }));
    await stage.deliverer.deliverBatch();
    await changeWebhook({ db: database.db, id, values: { url: `${stage.sink.url}/moved`, httpMethod: "PUT" } });
    await stage.makeAllDue();
    await stage.deliverer.deliverBatch();
    expect(stage.sink.requests.map(({ method, url }) => [method, url])).toEqual([
      ["POST", "/hook"],
      ["PUT", "/moved"],
    ]);
  });

  it("fails attempts, without stopping others, when its secrets cannot be opened", async () => {
    const broken = await stage.addWebhook();
    await stage.addWebhook();
    await database.db.signingSecret.updateMany({ where: { webhookId: broken.id }, data: { secret: "v1.00000000.AAAA" } });
    await stage.publish();
    await stage.deliverer.deliverBatch();
    const byWebhook = new Map((await stage.deliveries()).map((delivery) => [delivery.webhookId, delivery]));
    expect(byWebhook.get(broken.id)).toMatchObject({ status: "in_progress", failureCount: 1 });
    expect((await stage.attempts()).map((attempt) => attempt.errorCode).sort()).toEqual(["INTERNAL_ERROR", null]);
    expect(stage.sink.requests).toHaveLength(1);
  });
});

describe("endWaitingDeliveries", () => {
  it("never touches another organization's deliveries", async () => {
    const { id } = await stage.addWebhook();
    await stage.publish();
    const theirs = await makeOrganization(database.db);
    const ended = await database.db.$transaction((tx) =>
      endWaitingDeliveries({ tx, organizationId: theirs, webhookId: id, code: "WEBHOOK_DISABLED" }),
    );
    expect(ended).toEqual({ ended: 0, executionIds: [] });
    expect(await stage.onlyDelivery()).toMatchObject({ status: "in_progress" });
  });
});

describe("freeLeases", () => {
  it("frees the leases of dead owners at once, leaves a trace of their attempts, and no one else's", async () => {
    await stage.addWebhook();
    stage.sink.setRespond(() => ({ hang: true }));
    await stage.publish();
    await stage.makeDeliverer({ ownerId: "host:dead", patienceMs: 0 }).deliverBatch();
    await stage.publish();
    await stage.makeDeliverer({ ownerId: "inngest:alive", patienceMs: 0 }).deliverBatch();
    await stage.sink.waitForRequests(2);

    expect(await freeLeases({ db: database.db, ownerPrefix: "host:" })).toBe(1);
    expect((await stage.deliveries()).map((delivery) => delivery.leaseOwner)).toEqual([null, "inngest:alive"]);
    expect(await stage.attempts()).toMatchObject([{ number: 1, errorCode: "INTERNAL_ERROR" }]);
    expect(await freeLeases({ db: database.db, ownerPrefix: "host:" })).toBe(0);

    stage.sink.setRespond(() => ({}));
    expect(await stage.deliverer.deliverBatch()).toMatchObject({ claimed: 1 });
    expect((await stage.deliveries())[0]).toMatchObject({ status: "succeeded", attemptNumber: 2, failureCount: 0 });
    expect(await stage.attempts()).toHaveLength(2);
  });
});

describe("freeLeases, of an owner that lives after all", () => {
  it("makes its outcome count no more", async () => {
    await stage.addWebhook();
    await stage.publish();
    const answer = stage.holdFirst({ status: 400 });
    await stage.impatient.deliverBatch();
    await stage.sink.waitForRequests(1);
    await freeLeases({ db: database.db, ownerPrefix: "host:" });
    answer();
    await stage.impatient.drain(60_000);
    expect(await stage.onlyDelivery()).toMatchObject({ status: "in_progress", failureCount: 0 });
    expect(await stage.attempts()).toMatchObject([{ number: 1, errorCode: "INTERNAL_ERROR" }]);
  });
});

describe("a delivery and a lane that are made due", () => {
  it("are due in that very moment", async () => {
    const { id: webhookId } = await stage.addWebhook();
    await stage.publish();
    await database.db.lane.create({ data: { webhookId, organizationId: stage.organizationId, holds: true } });
    // Each moment has its own fraction of a millisecond, which rounding would raise half of the time.
    for (let moment = 0; moment < 20; moment++) {
      const rows = await database.db.$queryRaw`
        with d as (update queued_delivery set next_at = now() returning next_at), l as (update lane set next_at = now() returning next_at)
        select d.next_at <= now() as "isDeliveryDue", l.next_at <= now() as "isLaneDue" from d, l`;
      expect(rows).toEqual([{ isDeliveryDue: true, isLaneDue: true }]);
    }
  });
});

describe("findNextDue", () => {
  const nextDue = async () => (await findNextDue({ db: database.db }))?.getTime() ?? null;
  /** Returns the present, rounded up to whole milliseconds as the result is. */
  const nowMs = () => Date.now() + 1;

  it("is null when nothing waits", async () => {
    expect(await nextDue()).toBeNull();
  });

  it("is in the past when something is due", async () => {
    await stage.addWebhook();
    await stage.publish(3);
    expect(await nextDue()).toBeLessThanOrEqual(nowMs());
  });

  it("is the earliest retry", async () => {
    await stage.addWebhook();
    await stage.publish(2);
    stage.sink.setRespond((_request, index) => (index < 2 ? { status: 500 } : {}));
    const sentAtMs = Date.now();
    await stage.deliverer.deliverBatch();
    expect(await nextDue()).toBeGreaterThanOrEqual(sentAtMs + 5_000);
    expect(await nextDue()).toBeLessThanOrEqual(nowMs() + 5_000);
  });

  it("is the end of a lease that nobody may be keeping any more", async () => {
    await stage.addWebhook();
    await stage.publish();
    stage.sink.setRespond(() => ({ hang: true }));
    const claimedAtMs = Date.now();
    await stage.impatient.deliverBatch();
    expect(await nextDue()).toBeGreaterThan(claimedAtMs + 120_000);
    await stage.lapseAllLeases();
    expect(await nextDue()).toBeLessThanOrEqual(nowMs());
  });
});
