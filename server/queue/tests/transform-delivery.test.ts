import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/server/context";
import { getDelivery } from "@/server/delivery/get-delivery";
import { listDeliveries } from "@/server/delivery/list-deliveries";
import { replayDelivery } from "@/server/delivery/replay-delivery";
import { triggerWebhook } from "@/server/delivery/trigger-webhook";
import { createEnvironmentVariable } from "@/server/environment/create-environment-variable";
import { createEvaluatorPool } from "@/server/transform/evaluator-pool";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { eventually, PATIENCE_MS } from "@/tests/support/eventually";
import { createTestContext, testEvaluator } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { changeWebhook, type WebhookValues } from "@/tests/support/test-rows";

const database = withTestDatabase();
let stage: DeliveryStage;
let ctx: Context;
beforeAll(async () => {
  // The evaluator's first process takes some time to start.
  await testEvaluator.evaluate({ owner: "", expression: "1", input: "1", variables: null, as: "value" });
});
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
  ctx = createTestContext({ db: database.db, organizationId: stage.organizationId });
});
afterEach(() => stage.close());

async function deliver(jsonataExpression: string, entity: object = { a: 1 }, values: WebhookValues = {}) {
  const webhook = await stage.addWebhook({ jsonataExpression, ...values });
  await stage.publish(1, entity);
  await stage.deliverer.deliverBatch();
  return webhook;
}
const bodies = () => stage.sink.requests.map(({ rawBody }) => JSON.parse(rawBody));
const idOfOnly = async () => (await stage.onlyDelivery()).id;

describe("a delivery of a webhook with a transform", () => {
  it("carries what the transform made, and keeps what there was before", async () => {
    const { id: configId } = await deliver("{ 'total': entity.a + 1, 'by': metadata.webhook_id }", { a: 1, b: 2 });
    expect(bodies()).toEqual([{ total: 2, by: configId }]);
    const event = await getDelivery({ ctx, input: { configId, eventId: await idOfOnly() } });
    expect(event).toMatchObject({
      status: "succeeded",
      payload: stage.sink.requests[0]?.rawBody,
      can_reapply_transform_reason: "available",
    });
    expect(JSON.parse(event.original_payload ?? "")).toMatchObject({ metadata: { webhook_id: configId }, entity: { a: 1, b: 2 } });
    expect((await listDeliveries({ ctx, input: { configId } })).data[0]).toMatchObject({ can_reapply_transform: true });
  });

  it("has failed for good where the transform fails, saying where and why, and nothing is sent", async () => {
    await deliver("{ 'total': $sum(entity.name) }", { name: "x" });
    expect(stage.sink.requests).toEqual([]);
    expect(await stage.onlyDelivery()).toMatchObject({ status: "failed", attemptNumber: 1, nextAt: null });
    expect(await stage.attempts()).toMatchObject([
      { errorCode: "TRANSFORM_ERROR", errorMessage: expect.stringMatching(/failed at character \d+: .*numbers/), statusCode: null },
    ]);
  });

  it("is skipped where the transform gives nothing, and has no attempt", async () => {
    const { id: configId } = await deliver("entity.missing");
    expect(stage.sink.requests).toEqual([]);
    const event = await getDelivery({ ctx, input: { configId, eventId: await idOfOnly() } });
    expect(event).toMatchObject({ status: "skipped", skip_reason: "TRANSFORM_GAVE_NOTHING", attempts: [] });
    expect(JSON.parse(event.original_payload ?? "")).toMatchObject({ entity: { a: 1 } });
  });

  it("sees plain variables of its organization, and no secret ones", async () => {
    await createEnvironmentVariable({ ctx, input: { key: "shop.region", type: "String", value: "eu" } });
    await createEnvironmentVariable({ ctx, input: { key: "password", type: "SecretString", value: "hidden" } });
    await deliver("{ 'region': $env.shop.region, 'keys': $keys($env) }");
    expect(bodies()).toEqual([{ region: "eu", keys: ["shop.region", "shop"] }]);
  });

  it("is sent as it was built when it is tried again", async () => {
    stage.sink.setRespond((_request, index) => ({ status: index === 0 ? 503 : 200 }));
    await deliver("{ 'now': $millis() }");
    await stage.makeAllDue();
    await stage.deliverer.deliverBatch();
    expect(stage.sink.requests).toHaveLength(2);
    expect(stage.sink.requests[1]?.rawBody).toBe(stage.sink.requests[0]?.rawBody);
  });

  it("is tried again, not failed, when its transform could not be evaluated", async () => {
    const closed = createEvaluatorPool({ size: 2 });
    closed.close();
    await stage.addWebhook({ jsonataExpression: "entity" });
    await stage.publish();
    await stage.makeDeliverer({ evaluator: closed }).deliverBatch();
    expect(await stage.onlyDelivery()).toMatchObject({ status: "in_progress", failureCount: 1 });
    expect(await stage.attempts()).toMatchObject([{ errorCode: "INTERNAL_ERROR" }]);
  });

  it("follows the webhook's toggles and format", async () => {
    await stage.addWebhook({ payloadConfiguration: { hydrate_entity: false } });
    await stage.addWebhook({ payloadFormat: "event_object" });
    await stage.publish(1, { _id: "p1", price: 2 });
    await stage.deliverer.deliverBatch();
    expect(bodies()).toContainEqual(expect.objectContaining({ entity: { _id: "p1" } }));
    expect(bodies()).toContainEqual({ eventType: "product_updated", data: { _id: "p1", price: 2 } });
  });
});

describe("a replay", () => {
  async function replay(reapply_transform: boolean, configId: string): Promise<void> {
    await replayDelivery({ ctx, input: { configId, eventId: (await stage.deliveries())[0]?.id ?? "", reapply_transform } });
    await stage.deliverer.deliverBatch();
  }
  const change = (id: string, jsonataExpression: string | null) => changeWebhook({ db: database.db, id, values: { jsonataExpression } });

  it("sends what was sent, byte by byte, or applies the current transform again", async () => {
    const { id } = await deliver("{ 'first': entity.a }");
    await change(id, "{ 'second': entity.a }");
    await replay(false, id);
    await replay(true, id);
    expect(bodies()).toEqual([{ first: 1 }, { first: 1 }, { second: 1 }]);
  });

  it("mends what a faulty transform failed", async () => {
    const { id } = await deliver("$error('not yet')");
    await change(id, "{ 'mended': entity.a }");
    await replay(false, id);
    expect(bodies()).toEqual([{ mended: 1 }]);
  });

  it("applies the transform to what was kept where the event is gone", async () => {
    const { id } = await deliver("{ 'first': entity.a }");
    await database.db.eventBody.deleteMany({ where: { organizationId: stage.organizationId } });
    await change(id, "{ 'second': entity.a }");
    await replay(true, id);
    expect(bodies()).toEqual([{ first: 1 }, { second: 1 }]);
  });
});

describe("a filter's JSONata condition", () => {
  const conditions = (jsonata_expression: string, more: object[] = []) => ({
    filterConditions: { conditions: [{ jsonata_expression }, ...more], logical_operator: "AND" },
  });

  it("sends what it is true for, and skips the rest with the reason", async () => {
    await stage.addWebhook(conditions("entity.a > 1"));
    await stage.publish(1, { a: 1 });
    await stage.publish(1, { a: 2 });
    await stage.deliverer.deliverBatch();
    expect(bodies()).toMatchObject([{ entity: { a: 2 } }]);
    expect(await stage.deliveries()).toMatchObject([
      { status: "skipped", skipReason: expect.stringContaining("entity.a > 1 is not true") },
      { status: "succeeded" },
    ]);
    expect(await stage.attempts()).toHaveLength(1);
  });

  it("sees the whole event, whatever the payload holds", async () => {
    await stage.addWebhook({
      ...conditions("entity.a = 1 and metadata.action = 'product_updated'"),
      payloadConfiguration: { hydrate_entity: false },
    });
    await stage.publish(1, { a: 1, _id: "x" });
    await stage.deliverer.deliverBatch();
    expect(bodies()).toMatchObject([{ entity: { _id: "x" } }]);
  });

  it("that fails fails the delivery", async () => {
    await stage.addWebhook(conditions("$error('broken')"));
    await stage.publish();
    await stage.deliverer.deliverBatch();
    expect(await stage.attempts()).toMatchObject([{ errorCode: "TRANSFORM_ERROR", errorMessage: expect.stringContaining("broken") }]);
  });

  it("is not asked for a trigger", async () => {
    const { id: configId } = await stage.addWebhook(conditions("false"));
    await triggerWebhook({ ctx, input: { configId, payload: { metadata: {}, entity: { a: 1 } } } });
    await stage.deliverer.deliverBatch();
    expect(bodies()).toHaveLength(1);
  });
});

describe("a synchronous trigger", () => {
  it("carries the transformed payload, or says that there was nothing to send", async () => {
    const { id: configId } = await stage.addWebhook({ jsonataExpression: "entity.a ? { 'a': entity.a }" });
    const trigger = (entity: object) => triggerWebhook({ ctx, input: { configId, sync: true, payload: { metadata: {}, entity } } });
    expect(await trigger({ a: 1 })).toMatchObject({ status: "succeeded" });
    expect(bodies()).toEqual([{ a: 1 }]);
    const skipped = await trigger({});
    expect(skipped).toMatchObject({ message: "skipped" });
    expect(skipped).not.toHaveProperty("status");
  });
});

describe("a hostile transform", () => {
  it("does not slow other webhooks' deliveries", async () => {
    await stage.addWebhook({ jsonataExpression: "{ 'a': entity.a }" });
    await stage.addWebhook();
    // The evaluator's clock stands still, so that on a busy machine the good expression still counts as fast.
    const evaluator = createEvaluatorPool({ size: 2, nowMs: () => 0, timeLimitMs: PATIENCE_MS });
    const deliverer = stage.makeDeliverer({ evaluator, patienceMs: 0 });
    const countOf = async (status: string) => (await stage.deliveries()).filter((delivery) => delivery.status === status).length;
    // The expression is known by now, as it is wherever something was delivered before.
    await stage.publish();
    await deliverer.deliverBatch();
    await stage.sink.waitForRequests(2);
    for (const power of [1, 2, 3]) await stage.addWebhook({ jsonataExpression: `$contains($pad('', 60, 'a') & 'b', /(a|a)*c{${power}}/)` });
    await stage.publish(20);
    await deliverer.deliverBatch();
    await stage.sink.waitForRequests(42);
    await eventually(async () => expect([await countOf("succeeded"), await countOf("in_progress")]).toEqual([42, 60]));
    evaluator.close();
  });
});
