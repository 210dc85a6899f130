import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TokenScope } from "@/domain/api-token/scopes";
import { replayDeliveries } from "@/server/delivery/replay-deliveries";
import { replayDelivery } from "@/server/delivery/replay-delivery";
import { triggerWebhook } from "@/server/delivery/trigger-webhook";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { createTestContext, type RecordedJobs, recordJobs } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { changeWebhook, endDeliveries, makeOrganization, type WebhookValues } from "@/tests/support/test-rows";

const database = withTestDatabase();
let stage: DeliveryStage;
let jobs: RecordedJobs;
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
  jobs = recordJobs();
});
afterEach(() => stage.close());

const contextOf = (organizationId: string, scopes?: TokenScope[]) =>
  createTestContext({ db: database.db, organizationId, jobs, ...(scopes && { scopes }) });
const replay = (configId: string, eventId: string, isTransformedAgain?: boolean) =>
  replayDelivery({
    ctx: contextOf(stage.organizationId),
    input: { configId, eventId, ...(isTransformedAgain !== undefined && { reapply_transform: isTransformedAgain }) },
  });
const replayAll = (configId: string, eventIds: string[]) =>
  replayDeliveries({ ctx: contextOf(stage.organizationId), input: { configId, eventIds } });

/** Publishes `count` events to a new webhook and, unless `isSent` is false, delivers them. */
async function deliver(count: number, isSent = true) {
  const { id: configId } = await stage.addWebhook();
  const { events } = await stage.publish(count);
  if (isSent) await stage.deliverer.deliverBatch();
  return { configId, ids: events.flatMap((event) => event.deliveries.map((delivery) => delivery.event_id)) };
}
const replays = async () => (await stage.deliveries()).filter(({ source }) => source === "replay");
const forgetEvents = () => database.db.eventBody.deleteMany({ where: { organizationId: stage.organizationId } });

describe("replayDelivery", () => {
  it("sends the very bytes of the original again, under its message id, as a delivery that names it", async () => {
    const { configId, ids } = await deliver(1);
    // A later change of the webhook must not change what is sent.
    await database.db.webhook.update({ where: { id: configId }, data: { name: "Renamed", version: { increment: 1 } } });
    await replay(configId, ids[0] ?? "");
    expect(jobs.sent).toEqual([{ name: "webhook/deliveries.due" }]);
    expect(await stage.deliverer.deliverBatch()).toMatchObject({ claimed: 1 });

    const [first, second] = stage.sink.requests;
    expect(second?.rawBody).toBe(first?.rawBody);
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    const [original] = await database.db.delivery.findMany({ where: { id: ids[0] ?? "" } });
    expect(await replays()).toMatchObject([
      {
        replayOf: ids[0],
        messageId: original?.messageId,
        eventId: original?.eventId,
        metadata: original?.metadata,
        payload: original?.payload,
        status: "succeeded",
        attemptNumber: 1,
      },
    ]);
  });

  it("replays a failed delivery, and a replay as well", async () => {
    const { configId, ids } = await deliver(1, false);
    stage.sink.setRespond(() => ({ status: 400 }));
    await stage.deliverer.deliverBatch();
    stage.sink.setRespond(() => ({}));
    await replay(configId, ids[0] ?? "");
    const [first] = await replays();
    await stage.deliverer.deliverBatch();
    await replay(configId, first?.id ?? "");
    await stage.deliverer.deliverBatch();
    expect((await replays()).map(({ replayOf, status }) => [replayOf, status])).toEqual([
      [ids[0], "succeeded"],
      [first?.id, "succeeded"],
    ]);
    expect(new Set(stage.sink.requests.map(({ rawBody }) => rawBody)).size).toBe(1);
  });

  it("builds what was never sent from the event as it was published, skipped or triggered", async () => {
    const { id: configId } = await stage.addWebhook({ enabled: false });
    const { events } = await stage.publish(1, { price: 12 });
    await database.db.webhook.update({ where: { id: configId }, data: { enabled: true, version: { increment: 1 } } });
    const ctx = contextOf(stage.organizationId);
    const payload = { metadata: {}, entity: { price: 13 }, note: "hi" };
    const triggered = await triggerWebhook({ ctx, input: { configId, payload } });
    await endDeliveries({ db: database.db, where: { id: triggered.event_id } });
    await replayAll(configId, [events[0]?.deliveries[0]?.event_id ?? "", triggered.event_id]);
    await stage.deliverer.deliverBatch();
    const bodies = stage.sink.requests.map(({ rawBody }) => JSON.parse(rawBody)).sort((a, b) => a.entity.price - b.entity.price);
    expect(bodies).toEqual([
      { metadata: expect.objectContaining({ webhook_id: configId }), entity: { price: 12 } },
      { metadata: expect.objectContaining({ webhook_id: configId }), entity: { price: 13 }, note: "hi" },
    ]);
  });

  it("takes reapply_transform where there is no transform: what was sent is sent again", async () => {
    const { configId, ids } = await deliver(1);
    await replay(configId, ids[0] ?? "", true);
    await stage.deliverer.deliverBatch();
    expect(stage.sink.requests[1]?.rawBody).toBe(stage.sink.requests[0]?.rawBody);
  });

  it("refuses what cannot be built any more, but sends what is stored", async () => {
    const { configId, ids } = await deliver(1);
    const { events } = await stage.publish(1);
    await forgetEvents();
    await expect(replay(configId, events[0]?.deliveries[0]?.event_id ?? "")).rejects.toMatchObject({ code: "unprocessable" });
    await expect(replay(configId, ids[0] ?? "", true)).rejects.toMatchObject({ code: "unprocessable" });
    expect(await replays()).toEqual([]);
    await replay(configId, ids[0] ?? "");
    expect(await replays()).toHaveLength(1);
  });

  it("refuses a disabled, an incomplete and a deleted webhook, and records nothing", async () => {
    const { configId, ids } = await deliver(1);
    const change = (values: WebhookValues) => changeWebhook({ db: database.db, id: configId, values });
    await change({ enabled: false });
    await expect(replay(configId, ids[0] ?? "")).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining("disabled"),
      faults: [{ path: "configId" }],
    });
    await change({ enabled: true, url: null });
    await expect(replay(configId, ids[0] ?? "")).rejects.toMatchObject({ code: "invalid_input" });
    await change({ url: "http://127.0.0.1:9/", deletedAt: new Date() });
    await expect(replay(configId, ids[0] ?? "")).rejects.toMatchObject({ code: "not_found" });
    expect(await replays()).toEqual([]);
  });

  it("needs the scope publish", async () => {
    const { configId, ids } = await deliver(1);
    const ctx = contextOf(stage.organizationId, ["read", "write"]);
    await expect(replayDelivery({ ctx, input: { configId, eventId: ids[0] ?? "" } })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("replayDeliveries", () => {
  it("replays up to 100 at once, each of them once, and gives the ids that it was given", async () => {
    const { configId, ids } = await deliver(100);
    expect(await replayAll(configId, ids)).toEqual({ replayed_event_ids: ids });
    expect(await replayAll(configId, [ids[1], ids[0], ids[1]].map(String))).toEqual({ replayed_event_ids: [ids[1], ids[0]] });
    expect(await replays()).toHaveLength(102);
  });

  it("replays nothing when one id is not known, and names it", async () => {
    const { configId, ids } = await deliver(2);
    const elsewhere = (await deliver(1)).ids.at(-1) ?? "";
    await expect(replayAll(configId, [...ids, "dlv_unknown", elsewhere])).rejects.toMatchObject({
      code: "not_found",
      message: expect.stringMatching(new RegExp(`dlv_unknown, ${elsewhere}`)),
    });
    expect(await replays()).toEqual([]);
  });

  it("refuses none and more than 100", async () => {
    const { configId } = await deliver(1);
    await expect(replayAll(configId, [])).rejects.toMatchObject({ code: "invalid_input", faults: [{ path: "eventIds" }] });
    const tooMany = Array.from({ length: 101 }, (_, index) => `dlv_${index}`);
    await expect(replayAll(configId, tooMany)).rejects.toMatchObject({ code: "invalid_input", faults: [{ path: "eventIds" }] });
  });

  it("does not know another organization's webhook or events", async () => {
    const { configId, ids } = await deliver(1);
    const theirs = contextOf(await makeOrganization(database.db));
    await expect(replayDeliveries({ ctx: theirs, input: { configId, eventIds: ids } })).rejects.toMatchObject({ code: "not_found" });
    expect(await replays()).toEqual([]);
  });
});
