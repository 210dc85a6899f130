import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { eventually } from "@/tests/support/eventually";
import { hasRingFor } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: DeliveryStage;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
});
afterEach(() => stage.close());

describe("a failing endpoint", () => {
  it("is tried again by the schedule, with the same message id, and then the delivery has failed", async () => {
    await stage.addWebhook();
    await stage.publish();
    stage.sink.setRespond(() => ({ status: 503, body: "down" }));
    for (const [index, stepMs] of [5_000, 300_000, 1_800_000].entries()) {
      const sentAtMs = Date.now();
      await stage.deliverer.deliverBatch();
      const delivery = await stage.onlyDelivery();
      expect(delivery).toMatchObject({
        status: "in_progress",
        attemptNumber: index + 1,
        failureCount: index + 1,
        leaseOwner: null,
        endedAt: null,
      });
      expect(delivery.nextAt?.getTime()).toBeGreaterThanOrEqual(sentAtMs + stepMs);
      expect(delivery.nextAt?.getTime()).toBeLessThanOrEqual(Date.now() + stepMs);
      expect(hasRingFor(stage.jobs, delivery.nextAt)).toBe(true);
      // However long the loop takes, the delivery is not due before its time.
      await database.db.$executeRaw`update queued_delivery set next_at = now() + interval '1 hour'`;
      expect(await stage.deliverer.deliverBatch()).toEqual({ claimed: 0, hasMore: false });
      await stage.makeAllDue();
    }
    await stage.deliverer.deliverBatch();
    expect(await stage.onlyDelivery()).toMatchObject({
      status: "failed",
      attemptNumber: 4,
      failureCount: 4,
      nextAt: null,
      endedAt: expect.any(Date),
    });
    expect(await stage.attempts()).toMatchObject(
      [1, 2, 3, 4].map((number) => ({ number, statusCode: 503, errorCode: "HTTP_ERROR", errorMessage: "The endpoint answered 503." })),
    );
    expect(new Set(stage.sink.requests.map((request) => request.headers["webhook-id"])).size).toBe(1);
    expect(new Set(stage.sink.requests.map((request) => request.rawBody)).size).toBe(1);
  });

  it("is tried again as often as its webhook's policy says, or not at all", async () => {
    stage.sink.setRespond(() => ({ status: 500 }));
    const once = await stage.addWebhook({ retryPolicy: { enabled: true, maxAttempts: 1 } });
    const never = await stage.addWebhook({ retryPolicy: { enabled: false, maxAttempts: 3 } });
    await stage.publish();
    await stage.deliverer.deliverBatch();
    await stage.makeAllDue();
    await stage.deliverer.deliverBatch();
    const byWebhook = new Map((await stage.deliveries()).map((delivery) => [delivery.webhookId, delivery]));
    expect(byWebhook.get(once.id)).toMatchObject({ status: "failed", attemptNumber: 2 });
    expect(byWebhook.get(never.id)).toMatchObject({ status: "failed", attemptNumber: 1 });
  });

  it("has as long to answer as its webhook says, and its claim holds longer than that", async () => {
    await stage.addWebhook({ timeoutSeconds: 1 });
    const patient = await stage.addWebhook({ timeoutSeconds: 600, url: `${stage.sink.url}/patient` });
    await stage.publish();
    stage.sink.setRespond(() => ({ hang: true }));
    const claimedAtMs = Date.now();
    await stage.impatient.deliverBatch();
    const attempts = await eventually(async () => {
      const written = await stage.attempts();
      expect(written).toHaveLength(1);
      return written;
    });
    expect(attempts).toMatchObject([{ errorCode: "TIMEOUT", url: `${stage.sink.url}/hook` }]);
    const held = await database.db.delivery.findFirst({ where: { webhookId: patient.id } });
    expect(held?.leaseUntil?.getTime()).toBeGreaterThan(claimedAtMs + 640_000);
  });

  it("that answers 201 is tried again where 200 alone counts", async () => {
    await stage.addWebhook({ successStatus: "200" });
    await stage.publish();
    stage.sink.setRespond((_request, index) => ({ status: index === 0 ? 201 : 200 }));
    await stage.deliverer.deliverBatch();
    expect(await stage.onlyDelivery()).toMatchObject({ status: "in_progress", failureCount: 1 });
    await stage.makeAllDue();
    await stage.deliverer.deliverBatch();
    expect(await stage.onlyDelivery()).toMatchObject({ status: "succeeded" });
  });

  it("that comes back gets the message, and the delivery succeeds", async () => {
    await stage.addWebhook();
    await stage.publish();
    stage.sink.setRespond((_request, index) => ({ status: index === 0 ? 500 : 200 }));
    await stage.deliverer.deliverBatch();
    await stage.makeAllDue();
    await stage.deliverer.deliverBatch();
    expect(await stage.onlyDelivery()).toMatchObject({ status: "succeeded", attemptNumber: 2, failureCount: 1 });
  });

  it("may ask for a longer wait, up to twice the step", async () => {
    await stage.addWebhook();
    await stage.publish();
    stage.sink.setRespond(() => ({ status: 429, headers: { "retry-after": "8" } }));
    const sentAtMs = Date.now();
    await stage.deliverer.deliverBatch();
    const { nextAt } = await stage.onlyDelivery();
    expect(nextAt?.getTime()).toBeGreaterThanOrEqual(sentAtMs + 8_000);
    expect(nextAt?.getTime()).toBeLessThanOrEqual(Date.now() + 8_000);
  });

  it("that answers with a final status is not tried again", async () => {
    await stage.addWebhook();
    await stage.publish();
    stage.sink.setRespond(() => ({ status: 302, headers: { location: "/other" } }));
    await stage.deliverer.deliverBatch();
    expect(await stage.onlyDelivery()).toMatchObject({ status: "failed", attemptNumber: 1 });
    expect(await stage.attempts()).toMatchObject([{ errorCode: "REDIRECT_NOT_FOLLOWED", statusCode: 302 }]);
    expect(stage.sink.requests).toHaveLength(1);
  });

  it("that nobody listens at is told so and tried again", async () => {
    await stage.addWebhook({ url: "http://127.0.0.1:1/" });
    await stage.publish();
    await stage.deliverer.deliverBatch();
    expect(await stage.attempts()).toMatchObject([{ errorCode: "CONNECTION_ERROR", statusCode: null, errorMessage: expect.any(String) }]);
    expect(await stage.onlyDelivery()).toMatchObject({ status: "in_progress", failureCount: 1 });
  });

  it("at an address that is not allowed is never called and not tried again", async () => {
    await stage.addWebhook({ url: "http://10.0.0.1/" });
    await stage.publish();
    await stage.deliverer.deliverBatch();
    expect(await stage.attempts()).toMatchObject([{ errorCode: "BLOCKED_ADDRESS" }]);
    expect(await stage.onlyDelivery()).toMatchObject({ status: "failed", attemptNumber: 1 });
  });

  it("that answers 410 ends its deliveries and disables the webhook", async () => {
    const { id } = await stage.addWebhook();
    await stage.publish();
    const [waiting] = await stage.deliveries();
    await database.db.queuedDelivery.updateMany({ where: { id: waiting?.id ?? "" }, data: { nextAt: new Date(Date.now() + 60_000) } });
    await stage.publish();
    const before = await database.db.organization.findUniqueOrThrow({ where: { id: stage.organizationId } });
    stage.sink.setRespond(() => ({ status: 410 }));
    await stage.deliverer.deliverBatch();
    expect(await database.db.webhook.findUniqueOrThrow({ where: { id } })).toMatchObject({
      enabled: false,
      disabledReason: "ENDPOINT_GONE",
      version: 2,
    });
    const after = await database.db.organization.findUniqueOrThrow({ where: { id: stage.organizationId } });
    expect(after.subscriptionsVersion).toBe(before.subscriptionsVersion + 1n);
    expect((await stage.deliveries()).map((delivery) => delivery.status)).toEqual(["failed", "failed"]);
    expect((await stage.attempts()).map((attempt) => attempt.errorCode)).toEqual(["WEBHOOK_DISABLED", "WEBHOOK_GONE"]);
    await stage.publish();
    expect((await stage.deliveries()).at(-1)).toMatchObject({ status: "skipped", skipReason: "WEBHOOK_DISABLED" });
  });
});
