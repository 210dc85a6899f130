import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ReplayStage, setReplayStage } from "@/tests/support/replay-stage";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: ReplayStage;
beforeEach(async () => {
  stage = await setReplayStage(database.db);
});
afterEach(() => stage.close());

describe("a replay job", () => {
  it("takes up no more than its rate allows, however often it is asked, and catches up no more than two seconds", async () => {
    const { configId } = await stage.failDeliveries(60);
    const jobId = await stage.createJob(configId, { ratePerSecond: 10 });
    const startedAtMs = performance.now();
    expect(await stage.advance(jobId)).toEqual({ goesOn: true, waitMs: 1_000 });
    for (let i = 0; i < 5; i++) await stage.advance(jobId);
    const first = (await stage.read(jobId)).progress.replayed;
    expect(first).toBeGreaterThanOrEqual(10);
    expect(first).toBeLessThan(20 + (performance.now() - startedAtMs) / 100);
    await database.db.$executeRaw`update replay_job set paced_at = now() - interval '1 hour' where id = ${jobId}`;
    const caughtUpAtMs = performance.now();
    for (let i = 0; i < 5; i++) await stage.advance(jobId);
    const second = (await stage.read(jobId)).progress.replayed - first;
    expect(second).toBeGreaterThanOrEqual(20);
    expect(second).toBeLessThan(30 + (performance.now() - caughtUpAtMs) / 100);
  });

  it("takes up nothing while two seconds' worth of its deliveries wait to be sent", async () => {
    const { configId } = await stage.failDeliveries(300);
    const jobId = await stage.createJob(configId, { ratePerSecond: 75 });
    for (let i = 0; i < 6; i++) {
      await stage.pass(jobId);
      await stage.advance(jobId);
    }
    expect((await stage.read(jobId)).progress).toMatchObject({ replayed: 150, in_progress: 150 });
    await stage.deliverer.deliverBatch();
    await stage.pass(jobId);
    await stage.advance(jobId);
    expect((await stage.read(jobId)).progress).toMatchObject({ replayed: 300, in_progress: 150, succeeded: 150 });
  });

  it("never replays one twice nor leaves one out, however many go on with it at once", async () => {
    const { configId, ids } = await stage.failDeliveries(200);
    const jobId = await stage.createJob(configId, { ratePerSecond: 1_000 });
    await database.db.$executeRaw`update replay_job set rate_per_second = 20 where id = ${jobId}`;
    for (let i = 0; i < 8; i++) {
      await stage.pass(jobId);
      await Promise.all([stage.advance(jobId), stage.advance(jobId), stage.advance(jobId)]);
      await stage.deliverer.deliverBatch();
    }
    expect(await stage.replayedIds(jobId)).toEqual(ids);
    expect((await stage.read(jobId)).state).toBe("completed");
  });

  it("writes nothing of a chunk when its position cannot be kept", async () => {
    const { configId, ids } = await stage.failDeliveries(4);
    const jobId = await stage.createJob(configId);
    await database.db.$executeRawUnsafe("alter table replay_job add constraint fault check (replayed = 0)");
    await expect(stage.advance(jobId)).rejects.toThrow();
    await database.db.$executeRawUnsafe("alter table replay_job drop constraint fault");
    expect(await stage.replayedIds(jobId)).toEqual([]);
    await stage.runToEnd(jobId);
    expect(await stage.replayedIds(jobId)).toEqual(ids);
  });
});
