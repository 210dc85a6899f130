import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/server/platform/db";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: DeliveryStage;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
});
afterEach(() => stage.close());

describe("leases and fences", () => {
  it("hold a delivery that is being sent", async () => {
    await stage.addWebhook();
    await stage.publish();
    stage.sink.setRespond(() => ({ hang: true }));
    const claimedAtMs = Date.now();
    await stage.impatient.deliverBatch();
    expect(await stage.makeDeliverer({ ownerId: "host:other" }).deliverBatch()).toEqual({ claimed: 0, hasMore: false });
    const { leaseUntil } = await stage.onlyDelivery();
    expect(leaseUntil?.getTime()).toBeGreaterThan(claimedAtMs + 120_000);
  });

  it("leave a trace of an attempt whose process was lost, and send it again without counting it as a failure", async () => {
    await stage.addWebhook();
    await stage.publish();
    stage.sink.setRespond((_request, index) => (index === 0 ? { hang: true } : {}));
    await stage.impatient.deliverBatch();
    await stage.sink.waitForRequests(1);
    await stage.lapseAllLeases();
    await stage.makeDeliverer({ ownerId: "host:successor" }).deliverBatch();
    expect(await stage.onlyDelivery()).toMatchObject({ status: "succeeded", attemptNumber: 2, failureCount: 0 });
    expect(await stage.attempts()).toMatchObject([
      {
        number: 1,
        errorCode: "INTERNAL_ERROR",
        errorMessage: expect.stringContaining("stopped"),
        statusCode: null,
        url: `${stage.sink.url}/hook`,
      },
      { number: 2, errorCode: null, statusCode: 200 },
    ]);
  });

  it("never let a late straggler overwrite a retry", async () => {
    await stage.addWebhook();
    await stage.publish();
    const answerFirst = stage.holdFirst({ status: 400 });
    await stage.impatient.deliverBatch();
    await stage.sink.waitForRequests(1);
    await stage.lapseAllLeases();
    await stage.makeDeliverer({ ownerId: "host:successor" }).deliverBatch();
    const winner = await stage.onlyDelivery();
    expect(winner.status).toBe("succeeded");
    const lost = await stage.attempts();
    answerFirst();
    await stage.impatient.drain(60_000);
    expect(await stage.onlyDelivery()).toEqual(winner);
    expect(await stage.attempts()).toEqual(lost);
  });

  it("never let a straggler end a delivery that the same process has claimed again", async () => {
    await stage.addWebhook();
    await stage.publish();
    const answerFirst = stage.holdFirst({ status: 400 }, { delayMs: 2_000 });
    await stage.impatient.deliverBatch();
    await stage.sink.waitForRequests(1);
    await stage.lapseAllLeases();
    await stage.impatient.deliverBatch();
    await stage.sink.waitForRequests(2);
    answerFirst();
    await stage.impatient.drain(60_000);
    expect(await stage.onlyDelivery()).toMatchObject({ status: "succeeded", attemptNumber: 2 });
    expect(await stage.attempts()).toMatchObject([
      { number: 1, errorCode: "INTERNAL_ERROR" },
      { number: 2, statusCode: 200 },
    ]);
  });
});

describe("drain", () => {
  it("waits for what is open, and claims nothing any more", async () => {
    await stage.addWebhook();
    await stage.publish();
    const answerFirst = stage.holdFirst({});
    await stage.impatient.deliverBatch();
    await stage.sink.waitForRequests(1);
    const drained = stage.impatient.drain(60_000);
    answerFirst();
    await drained;
    expect(await stage.onlyDelivery()).toMatchObject({ status: "succeeded" });
    await stage.publish();
    expect(await stage.impatient.deliverBatch()).toEqual({ claimed: 0, hasMore: false });
  });

  it("releases what is not answered in time, so that another process sends it at once", async () => {
    await stage.addWebhook();
    await stage.publish();
    stage.sink.setRespond((_request, index) => (index === 0 ? { hang: true } : {}));
    await stage.impatient.deliverBatch();
    await stage.sink.waitForRequests(1);
    await stage.impatient.drain(50);
    expect(await stage.onlyDelivery()).toMatchObject({ status: "in_progress", leaseOwner: null, leaseUntil: null, failureCount: 0 });
    expect(await stage.attempts()).toMatchObject([
      { number: 1, errorCode: "INTERNAL_ERROR", errorMessage: expect.stringContaining("stopped") },
    ]);
    expect(stage.jobs.sent.at(-1)).toMatchObject({ name: "webhook/deliveries.due", at: expect.any(Date) });
    expect(await stage.makeDeliverer({ ownerId: "host:next" }).deliverBatch()).toMatchObject({ claimed: 1 });
    expect(await stage.onlyDelivery()).toMatchObject({ status: "succeeded", attemptNumber: 2 });
  });

  it.each([
    ["a claim is being made", "$queryRaw"],
    ["the process's share is being renewed", "$transaction"],
  ] as const)("leaves nothing claimed that begins while %s", async (_when, statement) => {
    await stage.addWebhook();
    await stage.publish(5);
    stage.holdAll();
    const { db, isStarted } = slowAnswer(statement);
    const deliverer = stage.makeDeliverer({ patienceMs: 0, isSharing: true, db });
    const batch = deliverer.deliverBatch();
    await isStarted;
    await deliverer.drain(500);
    await batch;
    expect((await stage.deliveries()).map(({ leaseOwner }) => leaseOwner)).toEqual(Array(5).fill(null));
  });
});

/** Returns a database whose statements of this kind take effect at once, but answer a tenth of a second late. */
function slowAnswer(statement: "$queryRaw" | "$transaction"): { db: Database; isStarted: Promise<void> } {
  let start = () => {};
  const isStarted = new Promise<void>((resolve) => {
    start = resolve;
  });
  const db = new Proxy(database.db, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      if (name !== statement) return value.bind(target);
      return async (...values: unknown[]) => {
        start();
        const answer = await value.apply(target, values);
        await sleep(100);
        return answer;
      };
    },
  });
  return { db, isStarted };
}
