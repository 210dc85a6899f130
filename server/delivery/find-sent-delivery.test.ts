import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findSentDelivery } from "@/server/delivery/find-sent-delivery";
import { replayDelivery } from "@/server/delivery/replay-delivery";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { createTestContext } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { makeOrganization } from "@/tests/support/test-rows";

const database = withTestDatabase();
let stage: DeliveryStage;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
});
afterEach(() => stage.close());

const contextOf = (organizationId: string) => createTestContext({ db: database.db, organizationId });

/** Returns the delivery that belongs to the sink's request number `index`. */
async function findRequest(webhookId: string, index: number, organizationId = stage.organizationId) {
  const request = stage.sink.requests[index];
  const messageId = String(request?.headers["webhook-id"]);
  return findSentDelivery({ ctx: contextOf(organizationId), input: { webhookId, messageId, receivedAt: request?.receivedAt } });
}

describe("findSentDelivery", () => {
  it("tells each attempt of a delivery from the others, and a replay from its original", async () => {
    const { id: webhookId } = await stage.addWebhook();
    stage.sink.setRespond((_request, index) => ({ status: index === 0 ? 503 : 200 }));
    await stage.publish();
    await stage.deliverer.deliverBatch();
    const { id: deliveryId } = await stage.onlyDelivery();
    await stage.makeAllDue();
    await stage.deliverer.deliverBatch();
    await replayDelivery({ ctx: contextOf(stage.organizationId), input: { configId: webhookId, eventId: deliveryId } });
    await stage.deliverer.deliverBatch();
    const replay = (await stage.deliveries()).find(({ replayOf }) => replayOf === deliveryId);

    const sent = [
      { deliveryId, attempt: 1 },
      { deliveryId, attempt: 2 },
      { deliveryId: replay?.id ?? "", attempt: 1 },
    ];
    // Each attempt is dated ten seconds after the one before. At nearly the same time, two of them could match one request.
    const madeAtMs = (await stage.deliveries())[0]?.createdAt.getTime() ?? 0;
    for (const [index, { deliveryId: id, attempt }] of sent.entries()) {
      const startedAt = new Date(madeAtMs + index * 10_000);
      const request = stage.sink.requests[index];
      if (request) request.receivedAt = startedAt;
      if (id !== deliveryId) await database.db.endedDelivery.update({ where: { id }, data: { createdAt: startedAt } });
      await database.db.recordedAttempt.updateMany({ where: { deliveryId: id, number: attempt }, data: { startedAt, totalMs: 20 } });
    }
    for (const [index, found] of sent.entries()) {
      expect(await findRequest(webhookId, index)).toEqual({ ...found, eventName: "product_updated" });
    }
  });

  it("knows the attempt though its transform took longer than its request", async () => {
    const { id: webhookId } = await stage.addWebhook();
    await stage.publish();
    await stage.deliverer.deliverBatch();
    const receivedAtMs = stage.sink.requests[0]?.receivedAt.getTime() ?? 0;
    await database.db.recordedAttempt.updateMany({ data: { startedAt: new Date(receivedAtMs - 2_000), totalMs: 5 } });
    expect(await findRequest(webhookId, 0)).toMatchObject({ attempt: 1 });
  });

  it("names the delivery without a number while the attempt is under way", async () => {
    const { id: webhookId } = await stage.addWebhook();
    const answer = stage.holdAll();
    await stage.publish();
    const delivering = stage.deliverer.deliverBatch();
    await stage.sink.waitForRequests(1);
    const { id: deliveryId } = await stage.onlyDelivery();
    expect(await findRequest(webhookId, 0)).toEqual({ deliveryId, eventName: "product_updated", attempt: null });
    answer();
    await delivering;
    expect(await findRequest(webhookId, 0)).toMatchObject({ deliveryId, attempt: 1 });
  });

  it("finds nothing of another organization, of another webhook, or by an id that is none", async () => {
    const { id: webhookId } = await stage.addWebhook();
    await stage.publish();
    await stage.deliverer.deliverBatch();
    expect(await findRequest(webhookId, 0)).not.toBeNull();
    expect(await findRequest(webhookId, 0, await makeOrganization(database.db))).toBeNull();
    expect(await findRequest("another", 0)).toBeNull();
    for (const messageId of ["", "msg_1", "evt_01JD8X5T6V9Z3M0Q4R7S2W1Y8K", `msg_${"7".repeat(26)}`]) {
      const input = { webhookId, messageId, receivedAt: new Date() };
      expect(await findSentDelivery({ ctx: contextOf(stage.organizationId), input })).toBeNull();
    }
  });
});
