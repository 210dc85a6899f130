import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/domain/duration";
import { triggerWebhook } from "@/server/delivery/trigger-webhook";
import { closeCircuit } from "@/server/queue/close-circuit";
import { findNextDue } from "@/server/queue/find-next-due";
import { deleteWebhook } from "@/server/webhook/delete-webhook";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { eventually } from "@/tests/support/eventually";
import { createTestContext, hasRingFor } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { changeWebhook, deleteDeliveries, type WebhookValues } from "@/tests/support/test-rows";

const database = withTestDatabase();
let stage: DeliveryStage;
let webhookId: string;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
  webhookId = (await stage.addWebhook()).id;
});
afterEach(() => stage.close());

const lane = () => database.db.lane.findUniqueOrThrow({ where: { webhookId } });
const count = (where: object) => database.db.delivery.count({ where: { webhookId, ...where } });
/** Expects that the time was set to this many seconds ahead, between `sinceMs` and now. */
function expectAhead(at: Date | null, seconds: number, sinceMs: number): void {
  expect(at?.getTime()).toBeGreaterThanOrEqual(sinceMs + seconds * 1_000);
  expect(at?.getTime()).toBeLessThanOrEqual(Date.now() + seconds * 1_000 + 100);
}
const waitUntil = (check: () => unknown) =>
  eventually(async () => {
    await stage.deliverer.deliverBatch();
    await check();
  });

/**
 * Publishes to a failing endpoint until its circuit breaker opens, and then 20 more unless `held` says otherwise. However long
 * the test takes, the time to probe comes only with `passTimeToProbe`.
 */
async function openCircuit(held = 20): Promise<void> {
  const sinceMs = Date.now();
  stage.sink.setRespond(() => ({ status: 503 }));
  await stage.publish(60);
  await waitUntil(async () => expect(await lane()).toMatchObject({ holds: true, circuitOpenUntil: expect.any(Date) }));
  await eventually(async () => expect(await count({ leaseOwner: { not: null } })).toBe(0));
  expectAhead((await lane()).circuitOpenUntil, 5, sinceMs);
  const inAnHour = new Date(Date.now() + HOUR_MS);
  await database.db.lane.update({ where: { webhookId }, data: { circuitOpenUntil: inAnHour, nextAt: inAnHour } });
  if (held > 0) await stage.publish(held);
}
/** Makes the time of the next probe come. */
const passTimeToProbe = () =>
  database.db.lane.update({ where: { webhookId }, data: { circuitOpenUntil: new Date(Date.now() - 1), nextAt: new Date(Date.now() - 1) } });
/** Makes a new version of the webhook and leaves the lane as it is. */
const change = (values: WebhookValues) => changeWebhook({ db: database.db, id: webhookId, values });

describe("a dead endpoint", () => {
  it("opens its circuit after some failures, instead of being tried with everything that waits", async () => {
    await openCircuit();
    // The requests that were under way when the twentieth failed are among them.
    const tried = stage.sink.requests.length;
    expect(tried).toBeLessThanOrEqual(60);
    await stage.publish(500);
    await stage.makeAllDue();
    for (let round = 0; round < 4; round++) await stage.deliverer.deliverBatch();
    expect(stage.sink.requests).toHaveLength(tried);
    expect(await count({ held: true })).toBe(580);
    expect(await count({ held: true, attemptNumber: 0 })).toBe(580 - tried);
  });

  it("is probed with one delivery at a time, ever less often until it is every five minutes", async () => {
    await openCircuit();
    const tried = stage.sink.requests.length;
    for (const [index, stepSeconds] of [10, 20, 40, 80, 160, 300, 300].entries()) {
      const sinceMs = Date.now();
      await passTimeToProbe();
      await Promise.all([stage.deliverer.deliverBatch(), stage.deliverer.deliverBatch()]);
      await eventually(async () => expectAhead((await lane()).circuitOpenUntil, stepSeconds, sinceMs));
      expect(stage.sink.requests).toHaveLength(tried + index + 1);
      expect(stage.jobs.sent).toContainEqual({ name: "webhook/deliveries.due", at: (await lane()).circuitOpenUntil });
      expect(await findNextDue({ db: database.db })).toBeTruthy();
    }
  });

  it("gets all that waited once a probe succeeds, with the attempts that were left", async () => {
    await openCircuit();
    await stage.publish(100);
    stage.sink.setRespond(() => ({}));
    await passTimeToProbe();
    await stage.makeAllDue();
    await waitUntil(async () => expect(await count({ status: "succeeded" })).toBe(180));
    expect(await lane()).toMatchObject({ circuitOpenUntil: null, failures: 0, probes: 0, failingSince: null });
    expect(await count({ attemptNumber: 1, failureCount: 0 })).toBeGreaterThanOrEqual(120);
  });

  it("keeps to the times of its probes when nothing is held to probe it with: the next delivery is the probe", async () => {
    await openCircuit(0);
    // On a busy machine some deliveries that opened it are held, or due again, by now.
    await deleteDeliveries(database.db);
    await passTimeToProbe();
    await stage.deliverer.deliverBatch();
    expect(await lane()).toMatchObject({ circuitOpenUntil: null, holds: false });
    const sinceMs = Date.now();
    await stage.publish();
    await stage.deliverer.deliverBatch();
    await eventually(async () => expectAhead((await lane()).circuitOpenUntil, 10, sinceMs));
    await stage.publish();
    expect(await count({ held: true })).toBe(1);
  });

  it("is probed with the next delivery at once when one turns out not to be sent", async () => {
    await openCircuit(2);
    await change({ jsonataExpression: 'entity.a = 2 ? $ : $lookup($, "nothing")' });
    // On a busy machine the circuit opens before all of the first 60 are tried: the others are still to be built, as these two are.
    const unsent = await count({ payload: null, status: "in_progress" });
    const inAnHour = new Date(Date.now() + HOUR_MS);
    await database.db.queuedDelivery.updateMany({ where: { webhookId, payload: { not: null } }, data: { nextAt: inAnHour } });
    expect(unsent).toBeGreaterThanOrEqual(2);
    await stage.publish(1, { a: 2 });
    const tried = stage.sink.requests.length;
    stage.sink.setRespond(() => ({}));
    await passTimeToProbe();
    await waitUntil(async () => expect(await lane()).toMatchObject({ circuitOpenUntil: null, failures: 0 }));
    expect(await count({ status: "skipped" })).toBe(unsent);
    expect(stage.sink.requests.slice(tried).map(({ rawBody }) => JSON.parse(rawBody).entity)).toEqual([{ a: 2 }]);
  });

  it("is probed again after some seconds when a fault of ours kept the probe from being sent", async () => {
    await openCircuit();
    await database.db.signingSecret.updateMany({ where: { webhookId }, data: { secret: "v1.00000000.AAAA" } });
    await change({});
    await passTimeToProbe();
    const sinceMs = Date.now();
    for (let round = 0; round < 3; round++) await stage.deliverer.deliverBatch();
    await eventually(async () => expectAhead((await lane()).nextAt, 5, sinceMs));
    expect(await database.db.attempt.count({ where: { errorCode: "INTERNAL_ERROR" } })).toBe(1);
    expect(hasRingFor(stage.jobs, (await lane()).nextAt)).toBe(true);
  });

  it("is back as soon as it answers at all, even with a refusal", async () => {
    await openCircuit();
    stage.sink.setRespond(() => ({ status: 400 }));
    await passTimeToProbe();
    await stage.deliverer.deliverBatch();
    await eventually(async () => expect(await lane()).toMatchObject({ circuitOpenUntil: null, failures: 0 }));
  });

  it("is back when a synchronous trigger succeeds, and when its webhook is changed", async () => {
    await openCircuit();
    stage.sink.setRespond(() => ({}));
    const ctx = createTestContext({ db: database.db, organizationId: stage.organizationId });
    await triggerWebhook({ ctx, input: { configId: webhookId, sync: true, payload: { metadata: {} } } });
    expect(await lane()).toMatchObject({ circuitOpenUntil: null });
    await database.db.lane.update({ where: { webhookId }, data: { circuitOpenUntil: new Date(Date.now() + 60_000), holds: true } });
    await database.db.$transaction((tx) => closeCircuit({ tx, organizationId: stage.organizationId, webhookId }));
    expect(await lane()).toMatchObject({ circuitOpenUntil: null, nextAt: expect.any(Date) });
  });

  it("is no matter of others", async () => {
    await openCircuit();
    const other = await stage.addWebhook({ url: `${stage.sink.url}/other`, eventName: "client.created", eventType: "client.created" });
    stage.sink.setRespond(() => ({}));
    const ctx = createTestContext({ db: database.db, organizationId: stage.organizationId });
    await triggerWebhook({ ctx, input: { configId: other.id, payload: { metadata: {} } } });
    expect(await stage.deliverer.deliverBatch()).toMatchObject({ claimed: 1 });
    expect(await database.db.delivery.findFirst({ where: { webhookId: other.id } })).toMatchObject({ status: "succeeded" });
  });

  it("does not open its circuit by answering now and then", async () => {
    stage.sink.setRespond((_request, index) => ({ status: index % 10 === 9 ? 404 : 503 }));
    await stage.publish(30);
    for (let round = 0; round < 3; round++) {
      await stage.makeAllDue();
      await stage.deliverer.deliverBatch();
    }
    expect(await lane()).toMatchObject({ circuitOpenUntil: null, holds: false });
  });
});

describe("a webhook with thousands of waiting deliveries", () => {
  it("is deleted without waiting for the end of them all, and all of them end", async () => {
    await openCircuit();
    await stage.publish(1_000);
    await stage.publish(1_000);
    await stage.publish(400);
    const total = await count({});
    const ctx = createTestContext({ db: database.db, organizationId: stage.organizationId });
    await deleteWebhook({ ctx, input: { configId: webhookId } });
    const endedAtOnce = await count({ status: "failed" });
    expect(endedAtOnce).toBeGreaterThanOrEqual(1_000);
    expect(endedAtOnce).toBeLessThan(1_100);
    const asked = stage.sink.requests.length;
    await waitUntil(async () => expect(await count({ status: "failed", nextAt: null, held: false })).toBe(total));
    expect(stage.sink.requests).toHaveLength(asked);
    expect(await database.db.attempt.count({ where: { organizationId: stage.organizationId, errorCode: "WEBHOOK_DELETED" } })).toBe(total);
    await waitUntil(async () => expect(await lane()).toMatchObject({ holds: false, nextAt: null }));
  });
});

describe("a webhook that has only failed for five days", () => {
  const failSince = (days: number) =>
    database.db.lane.update({ where: { webhookId }, data: { failingSince: new Date(Date.now() - days * DAY_MS) } });
  const webhook = () => database.db.webhook.findUniqueOrThrow({ where: { id: webhookId } });

  async function failOnce(): Promise<void> {
    stage.sink.setRespond(() => ({ status: 400 }));
    await stage.publish();
    await stage.deliverer.deliverBatch();
  }

  it("is disabled with the reason, and what waits for it ends", async () => {
    await failOnce();
    expect(await lane()).toMatchObject({ failingSince: expect.any(Date), failures: 0 });
    await failSince(5.01);
    await failOnce();
    expect(await webhook()).toMatchObject({ enabled: false, disabledReason: "ENDPOINT_FAILING", version: 2 });
    expect(await lane()).toMatchObject({ failingSince: null });
    await stage.publish();
    expect((await stage.deliveries()).at(-1)).toMatchObject({ status: "skipped", skipReason: "WEBHOOK_DISABLED" });
  });

  it("is disabled when its circuit is open and a probe fails, though no delivery has failed for good", async () => {
    await openCircuit();
    await failSince(5.01);
    await passTimeToProbe();
    await stage.deliverer.deliverBatch();
    await eventually(async () => expect(await webhook()).toMatchObject({ enabled: false, disabledReason: "ENDPOINT_FAILING" }));
    await waitUntil(async () => expect(await count({ status: "failed" })).toBe(80));
  });

  it("is left alone before that, while a delivery still has attempts, and after a success", async () => {
    await failOnce();
    await failSince(4.9);
    await failOnce();
    expect(await webhook()).toMatchObject({ enabled: true, disabledReason: null });

    await failSince(6);
    stage.sink.setRespond(() => ({ status: 503 }));
    await stage.publish();
    await stage.deliverer.deliverBatch();
    expect(await webhook()).toMatchObject({ enabled: true });

    stage.sink.setRespond(() => ({}));
    await stage.publish();
    await stage.deliverer.deliverBatch();
    expect(await lane()).toMatchObject({ failingSince: null });
    await failOnce();
    expect(await webhook()).toMatchObject({ enabled: true });
  });

  it("is not disabled for faults that are ours", async () => {
    await database.db.signingSecret.updateMany({ where: { webhookId }, data: { secret: "v1.00000000.AAAA" } });
    await stage.publish();
    await stage.deliverer.deliverBatch();
    expect(await database.db.lane.count()).toBe(0);
  });
});
