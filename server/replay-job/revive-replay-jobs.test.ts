import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pauseReplayJob } from "@/server/replay-job/pause-replay-job";
import { resumeReplayJob } from "@/server/replay-job/resume-replay-job";
import { reviveReplayJobs } from "@/server/replay-job/revive-replay-jobs";
import { type ReplayStage, setReplayStage } from "@/tests/support/replay-stage";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let stage: ReplayStage;
beforeEach(async () => {
  stage = await setReplayStage(database.db);
});
afterEach(async () => {
  vi.useRealTimers();
  await stage.close();
});

describe("reviving replay jobs", () => {
  it("begins another run of a job that was not heard of for five minutes, and leaves the others alone", async () => {
    const { configId } = await stage.failDeliveries(2);
    const [lost, alive] = [await stage.createJob(configId), await stage.createJob(configId)];
    await database.db.$executeRaw`update replay_job set beat_at = now() - interval '6 minutes' where id = ${lost}`;
    stage.jobs.sent.length = 0;
    expect(await reviveReplayJobs({ db: database.db, jobs: stage.jobs })).toBe(1);
    expect(stage.jobs.sent).toEqual([{ name: "webhook/replay-job.due", jobId: lost, run: 2, part: 1 }]);
    expect(await stage.advance(lost, 1)).toEqual({ goesOn: false });
    expect(await stage.advance(alive, 1)).toEqual({ goesOn: false });
    expect((await stage.read(alive)).state).toBe("completed");
  });

  it("begins no other run of a job that is waiting or was resumed, however far the process's clock is behind", async () => {
    const { configId } = await stage.failDeliveries(2);
    const jobId = await stage.createJob(configId);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - 600_000 });
    await database.db.$executeRaw`update replay_job set paced_at = now() + interval '1 hour'`;
    expect(await stage.advance(jobId)).toMatchObject({ goesOn: true });
    expect(await reviveReplayJobs({ db: database.db, jobs: stage.jobs })).toBe(0);
    await pauseReplayJob({ ctx: stage.contextOf(), input: { jobId } });
    await resumeReplayJob({ ctx: stage.contextOf(), input: { jobId } });
    expect(await reviveReplayJobs({ db: database.db, jobs: stage.jobs })).toBe(0);
  });

  it("begins another run of every running job at once, when a host starts that is the only one", async () => {
    const { configId } = await stage.failDeliveries(2);
    const [running, paused] = [await stage.createJob(configId), await stage.createJob(configId)];
    await pauseReplayJob({ ctx: stage.contextOf(), input: { jobId: paused } });
    stage.jobs.sent.length = 0;
    expect(await reviveReplayJobs({ db: database.db, jobs: stage.jobs, silentForMs: 0 })).toBe(1);
    expect(stage.jobs.sent).toEqual([{ name: "webhook/replay-job.due", jobId: running, run: 2, part: 1 }]);
  });
});
