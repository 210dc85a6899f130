import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replayDeliveries } from "@/server/delivery/replay-deliveries";
import { listReplayItems } from "@/server/replay-job/list-replay-items";
import { type ReplayStage, setReplayStage } from "@/tests/support/replay-stage";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: ReplayStage;
beforeEach(async () => {
  stage = await setReplayStage(database.db);
});
afterEach(() => stage.close());

describe("a replay job", () => {
  it("counts what matches, and with dryRun does nothing else", async () => {
    const { configId } = await stage.failDeliveries(3);
    await stage.publish(1);
    await stage.deliverer.deliverBatch();
    await stage.publish(1);
    expect(await stage.create({ configId, dryRun: true })).toEqual({ count: 4 });
    expect(await stage.create({ configId, status: "failed", dryRun: true })).toEqual({ count: 3 });
    expect(await stage.create({ configId, status: "skipped", dryRun: true })).toEqual({ count: 0 });
    expect(await stage.create({ configId, timestamp: { from: "2100-01-01T00:00:00Z" }, dryRun: true })).toEqual({ count: 0 });
    expect(await stage.create({ configId, timestamp: { to: "2100-01-01T00:00:00Z" }, dryRun: true })).toEqual({ count: 4 });
    expect(await database.db.replayJob.count()).toBe(0);
    expect(stage.jobs.sent).toEqual([]);
  });

  it("sends each match again, once and the oldest first, with the very bytes and the message id of the original", async () => {
    const { configId, ids } = await stage.failDeliveries(25);
    const { count, job } = await stage.create({ configId, status: "failed", ratePerSecond: 10 });
    const jobId = job?.id ?? "";
    expect(count).toBe(25);
    expect(job).toMatchObject({
      state: "running",
      status: "failed",
      webhook_name: "Hook",
      ratePerSecond: 10,
      progress: { total: 25, replayed: 0 },
    });
    expect(stage.jobs.sent).toEqual([{ name: "webhook/replay-job.due", jobId, run: 1, part: 1 }]);
    const before = stage.sink.requests.length;
    await stage.runToEnd(jobId);
    expect(await stage.replayedIds(jobId)).toEqual(ids);
    const originalBodies = stage.sink.requests.slice(0, before).map(({ rawBody, headers }) => `${headers["webhook-id"]} ${rawBody}`);
    const replayBodies = stage.sink.requests.slice(before).map(({ rawBody, headers }) => `${headers["webhook-id"]} ${rawBody}`);
    expect(replayBodies.sort()).toEqual(originalBodies.sort());
    expect(await stage.read(jobId)).toMatchObject({
      state: "completed",
      progress: { total: 25, replayed: 25, in_progress: 0, succeeded: 25, failed: 0, skipped: 0 },
      ended_at: expect.any(String),
    });
    expect((await stage.advance(jobId)).goesOn).toBe(false);
    expect(await stage.replayedIds(jobId)).toHaveLength(25);
  });

  it("replays what had ended when it was made: neither what came or ended later, nor its own replays", async () => {
    const { configId, ids } = await stage.failDeliveries(2);
    const waiting = await stage.publish(1);
    const jobId = await stage.createJob(configId);
    await stage.publish(2);
    await stage.deliverer.deliverBatch();
    stage.sink.setRespond(() => ({ status: 400 }));
    await stage.runToEnd(jobId);
    expect(waiting.events).toHaveLength(1);
    expect(await stage.replayedIds(jobId)).toEqual(ids);
    expect((await stage.read(jobId)).progress).toMatchObject({ total: 2, failed: 2 });
  });

  it("takes a message up once, however often it was replayed without success", async () => {
    const { configId, ids } = await stage.failDeliveries(2);
    stage.sink.setRespond(() => ({ status: 400 }));
    await replayDeliveries({ ctx: stage.contextOf(), input: { configId, eventIds: ids } });
    await stage.deliverer.deliverBatch();
    const first = await stage.createJob(configId, { status: "failed" });
    await stage.runToEnd(first);
    stage.sink.setRespond(() => ({}));
    const second = await stage.createJob(configId);
    await stage.runToEnd(second);
    expect([await stage.replayedIds(first), await stage.replayedIds(second)]).toEqual([ids, ids]);
  });

  it("counts a message that a replay delivered as succeeded, and sends it no more among those that failed", async () => {
    const { configId, ids } = await stage.failDeliveries(3);
    await replayDeliveries({ ctx: stage.contextOf(), input: { configId, eventIds: ids.slice(0, 1) } });
    await stage.deliverer.deliverBatch();
    const [replay] = await database.db.delivery.findMany({ where: { webhookId: configId, replayOf: { not: null } } });
    // A replay of a replay is still the same message.
    await replayDeliveries({ ctx: stage.contextOf(), input: { configId, eventIds: [replay?.id ?? ""] } });
    await stage.deliverer.deliverBatch();
    expect(await stage.create({ configId, status: "succeeded", dryRun: true })).toEqual({ count: 1 });
    const failed = await stage.createJob(configId, { status: "failed" });
    await stage.runToEnd(failed);
    expect(await stage.replayedIds(failed)).toEqual(ids.slice(1));
    expect(await stage.create({ configId, status: "failed", dryRun: true })).toEqual({ count: 0 });
    expect(await stage.create({ configId, status: "succeeded", dryRun: true })).toEqual({ count: 3 });
  });

  it("leaves out what a replay is sending, and takes it up once that has failed", async () => {
    const { configId, ids } = await stage.failDeliveries(2);
    await replayDeliveries({ ctx: stage.contextOf(), input: { configId, eventIds: ids.slice(0, 1) } });
    expect(await stage.create({ configId, dryRun: true })).toEqual({ count: 1 });
    expect(await stage.create({ configId, status: "failed", dryRun: true })).toEqual({ count: 1 });
    const made = await stage.createJob(configId, { status: "failed" });
    stage.sink.setRespond(() => ({ status: 400 }));
    await stage.deliverer.deliverBatch();
    // One of them failed after the job was made: the job sends what was counted.
    await stage.runToEnd(made);
    expect(await stage.replayedIds(made)).toEqual(ids.slice(1));
    expect(await stage.create({ configId, status: "failed", dryRun: true })).toEqual({ count: 2 });
  });

  it("builds each anew with the transform as it is now, when it is asked to", async () => {
    const { configId, ids } = await stage.failDeliveries(2);
    await stage.changeWebhook(configId, { jsonataExpression: '{ "mended": true }' });
    const before = stage.sink.requests.length;
    const jobId = await stage.createJob(configId, { status: "failed", reapply_transform: true });
    await stage.runToEnd(jobId);
    expect(await stage.replayedIds(jobId)).toEqual(ids);
    const bodies = stage.sink.requests.slice(before).map(({ rawBody }) => Object.keys(JSON.parse(String(rawBody))));
    expect(bodies).toEqual([["mended"], ["mended"]]);
  });

  it("builds what was never sent, and lists what cannot be built any more as skipped, with the reason", async () => {
    const { id: configId } = await stage.addWebhook({ enabled: false });
    await stage.publish(2);
    await stage.changeWebhook(configId, { enabled: true });
    const [gone] = await stage.deliveries();
    await database.db.eventBody.deleteMany({ where: { organizationId: stage.organizationId, id: gone?.eventId ?? "" } });
    const jobId = await stage.createJob(configId, { status: "skipped" });
    await stage.runToEnd(jobId);
    expect(stage.sink.requests).toHaveLength(1);
    const { data } = await listReplayItems({ ctx: stage.contextOf(), input: { jobId } });
    expect(data).toMatchObject([
      { original_event_id: gone?.id, status: "skipped", skip_reason: "EVENT_GONE" },
      { status: "succeeded", status_code: 200 },
    ]);
    expect((await stage.read(jobId)).progress).toMatchObject({ total: 2, replayed: 2, succeeded: 1, skipped: 1 });
  });

  it("sends what is stored although its event is gone, unless it is to be transformed again", async () => {
    const { configId } = await stage.failDeliveries(1);
    await database.db.eventBody.deleteMany({ where: { organizationId: stage.organizationId } });
    const again = await stage.createJob(configId, { reapply_transform: true });
    const verbatim = await stage.createJob(configId);
    await stage.runToEnd(again);
    await stage.runToEnd(verbatim);
    expect((await stage.read(again)).progress).toMatchObject({ skipped: 1, succeeded: 0 });
    expect((await stage.read(verbatim)).progress).toMatchObject({ skipped: 0, succeeded: 1 });
  });
});
