import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cancelReplayJob } from "@/server/replay-job/cancel-replay-job";
import { createReplayJob } from "@/server/replay-job/create-replay-job";
import { failReplayJob } from "@/server/replay-job/fail-replay-job";
import { pauseReplayJob } from "@/server/replay-job/pause-replay-job";
import { resumeReplayJob } from "@/server/replay-job/resume-replay-job";
import { deleteWebhook } from "@/server/webhook/delete-webhook";
import { type ReplayStage, setReplayStage } from "@/tests/support/replay-stage";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: ReplayStage;
beforeEach(async () => {
  stage = await setReplayStage(database.db);
});
afterEach(() => stage.close());

describe("pausing, resuming and cancelling", () => {
  it("stops at once, goes on where it stopped, and ends for good", async () => {
    const { configId, ids } = await stage.failDeliveries(60);
    const jobId = await stage.createJob(configId, { ratePerSecond: 10 });
    await stage.advance(jobId);
    const paused = await pauseReplayJob({ ctx: stage.contextOf(), input: { jobId } });
    expect(paused.state).toBe("paused");
    expect(paused.progress.replayed).toBeGreaterThanOrEqual(10);
    await stage.pass(jobId);
    expect(await stage.advance(jobId)).toEqual({ goesOn: false });

    stage.jobs.sent.length = 0;
    expect(await resumeReplayJob({ ctx: stage.contextOf(), input: { jobId } })).toMatchObject({ state: "running" });
    expect(stage.jobs.sent).toEqual([{ name: "webhook/replay-job.due", jobId, run: 2, part: 1 }]);
    expect(await stage.advance(jobId, 1)).toEqual({ goesOn: false });
    await stage.advance(jobId, 2);
    // It has taken up a second's worth, and as much as the clock has allowed since.
    const taken = await stage.replayedIds(jobId);
    expect(taken.length).toBeGreaterThanOrEqual(20);
    expect(taken).toEqual(ids.slice(0, taken.length));

    expect(await cancelReplayJob({ ctx: stage.contextOf(), input: { jobId } })).toMatchObject({
      state: "cancelled",
      ended_at: expect.any(String),
    });
    await stage.pass(jobId);
    expect(await stage.advance(jobId, 2)).toEqual({ goesOn: false });
    expect(await stage.replayedIds(jobId)).toEqual(taken);
  });

  it("is refused in a state from which it is not possible", async () => {
    const { configId } = await stage.failDeliveries(1);
    const jobId = await stage.createJob(configId);
    const ctx = stage.contextOf();
    await expect(resumeReplayJob({ ctx, input: { jobId } })).rejects.toMatchObject({ code: "conflict" });
    await stage.runToEnd(jobId);
    for (const verb of [pauseReplayJob, resumeReplayJob, cancelReplayJob]) {
      await expect(verb({ ctx, input: { jobId } })).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("completed"),
      });
    }
  });

  it("pauses by itself, saying why, when the webhook is disabled, and cannot be resumed before it is enabled", async () => {
    const { configId, ids } = await stage.failDeliveries(2);
    const jobId = await stage.createJob(configId);
    await stage.changeWebhook(configId, { enabled: false });
    expect(await stage.advance(jobId)).toEqual({ goesOn: false });
    expect(await stage.read(jobId)).toMatchObject({ state: "paused", reason: { code: "WEBHOOK_DISABLED" } });
    await expect(createReplayJob({ ctx: stage.contextOf(), input: { configId } })).rejects.toMatchObject({
      faults: [{ path: "configId" }],
    });
    await expect(resumeReplayJob({ ctx: stage.contextOf(), input: { jobId } })).rejects.toMatchObject({ faults: [{ path: "jobId" }] });
    await stage.changeWebhook(configId, { enabled: true });
    const resumed = await resumeReplayJob({ ctx: stage.contextOf(), input: { jobId } });
    expect(resumed.reason).toBeUndefined();
    await stage.runToEnd(jobId, 2);
    expect(await stage.replayedIds(jobId)).toEqual(ids);
  });

  it("fails, saying why, when the webhook is deleted, and stays readable", async () => {
    const { configId } = await stage.failDeliveries(2);
    const jobId = await stage.createJob(configId);
    await deleteWebhook({ ctx: stage.contextOf(), input: { configId } });
    expect(await stage.advance(jobId)).toEqual({ goesOn: false });
    expect(await stage.read(jobId)).toMatchObject({ state: "failed", reason: { code: "WEBHOOK_DELETED" } });
    await expect(resumeReplayJob({ ctx: stage.contextOf(), input: { jobId } })).rejects.toMatchObject({ code: "not_found" });
  });

  it("goes on after a failure where it stopped; a run that was overtaken fails nothing", async () => {
    const { configId, ids } = await stage.failDeliveries(2);
    const jobId = await stage.createJob(configId);
    await failReplayJob({ db: database.db, jobId, run: 1 });
    expect(await stage.read(jobId)).toMatchObject({ state: "failed", reason: { code: "INTERNAL_ERROR" } });
    await resumeReplayJob({ ctx: stage.contextOf(), input: { jobId } });
    await failReplayJob({ db: database.db, jobId, run: 1 });
    await stage.runToEnd(jobId, 2);
    expect(await stage.replayedIds(jobId)).toEqual(ids);
  });
});
