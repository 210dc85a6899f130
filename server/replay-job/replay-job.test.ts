import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { TokenScope } from "@/domain/api-token/scopes";
import { replayDeliveries } from "@/server/delivery/replay-deliveries";
import { advanceReplayJob } from "@/server/replay-job/advance-replay-job";
import { cancelReplayJob } from "@/server/replay-job/cancel-replay-job";
import { createReplayJob } from "@/server/replay-job/create-replay-job";
import { failReplayJob } from "@/server/replay-job/fail-replay-job";
import { getReplayJob } from "@/server/replay-job/get-replay-job";
import { listReplayItems } from "@/server/replay-job/list-replay-items";
import { listReplayJobs } from "@/server/replay-job/list-replay-jobs";
import { pauseReplayJob } from "@/server/replay-job/pause-replay-job";
import { resumeReplayJob } from "@/server/replay-job/resume-replay-job";
import { reviveReplayJobs } from "@/server/replay-job/revive-replay-jobs";
import { deleteWebhook } from "@/server/webhook/delete-webhook";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { createTestContext, type RecordedJobs, recordJobs } from "@/tests/support/test-context";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";

let database: TestDatabase;
let stage: DeliveryStage;
let jobs: RecordedJobs;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
  jobs = recordJobs();
});
afterEach(async () => {
  vi.useRealTimers();
  await database.db.replayJob.deleteMany();
  await stage.close();
});

const contextOf = (scopes?: TokenScope[]) =>
  createTestContext({ db: database.db, organizationId: stage.organizationId, jobs, ...(scopes && { scopes }) });
const create = (input: Parameters<typeof createReplayJob>[0]["input"]) => createReplayJob({ ctx: contextOf(), input });
const read = (jobId: string) => getReplayJob({ ctx: contextOf(), input: { jobId } });
const advance = (jobId: string, run = 1) => advanceReplayJob({ db: database.db, jobs, jobId, run });
/** As if the job had last taken something up two seconds ago. */
const pass = (jobId: string) => database.db.$executeRaw`update replay_job set paced_at = now() - interval '2 s' where id = ${jobId}`;
const setWebhook = (id: string, data: object) =>
  database.db.webhook.update({ where: { id }, data: { ...data, version: { increment: 1 } } });

/** A webhook that was sent `count` deliveries, which failed for good, in the order of their publication. */
async function failDeliveries(count: number) {
  const { id: configId } = await stage.addWebhook();
  await stage.publish(count);
  stage.sink.setRespond(() => ({ status: 400 }));
  while ((await database.db.delivery.count({ where: { webhookId: configId, status: "in_progress" } })) > 0)
    await stage.deliverer.deliverBatch();
  stage.sink.setRespond(() => ({}));
  const originals = await database.db.delivery.findMany({ where: { webhookId: configId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  expect(originals.map(({ status }) => status)).toEqual(Array(count).fill("failed"));
  return { configId, ids: originals.map(({ id }) => id) };
}
async function createJob(configId: string, options: object = {}): Promise<string> {
  const { job } = await create({ configId, ...options });
  if (!job) throw new Error("There is no job.");
  return job.id;
}
/** Goes on with the job and its deliveries until it stands still or has ended. */
async function runToEnd(jobId: string, run = 1) {
  while ((await advance(jobId, run)).goesOn) {
    await stage.deliverer.deliverBatch();
    await pass(jobId);
  }
  await stage.deliverer.deliverBatch();
}
const replayedIds = async (jobId: string) =>
  (await database.db.delivery.findMany({ where: { replayJobId: jobId }, orderBy: { id: "asc" } })).map(({ replayOf }) => replayOf);

describe("a replay job", () => {
  it("counts what matches, and with dryRun does nothing else", async () => {
    const { configId } = await failDeliveries(3);
    await stage.publish(1);
    await stage.deliverer.deliverBatch();
    await stage.publish(1);
    expect(await create({ configId, dryRun: true })).toEqual({ count: 4 });
    expect(await create({ configId, status: "failed", dryRun: true })).toEqual({ count: 3 });
    expect(await create({ configId, status: "skipped", dryRun: true })).toEqual({ count: 0 });
    expect(await create({ configId, timestamp: { from: "2100-01-01T00:00:00Z" }, dryRun: true })).toEqual({ count: 0 });
    expect(await create({ configId, timestamp: { to: "2100-01-01T00:00:00Z" }, dryRun: true })).toEqual({ count: 4 });
    expect(await database.db.replayJob.count()).toBe(0);
    expect(jobs.sent).toEqual([]);
  });

  it("sends each match again, once and the oldest first, with the very bytes and the message id of the original", async () => {
    const { configId, ids } = await failDeliveries(25);
    const { count, job } = await create({ configId, status: "failed", ratePerSecond: 10 });
    const jobId = job?.id ?? "";
    expect(count).toBe(25);
    expect(job).toMatchObject({
      state: "running",
      status: "failed",
      webhook_name: "Hook",
      ratePerSecond: 10,
      progress: { total: 25, replayed: 0 },
    });
    expect(jobs.sent).toEqual([{ name: "webhook/replay-job.due", jobId, run: 1, part: 1 }]);
    const before = stage.sink.requests.length;
    await runToEnd(jobId);
    expect(await replayedIds(jobId)).toEqual(ids);
    const originalBodies = stage.sink.requests.slice(0, before).map(({ rawBody, headers }) => `${headers["webhook-id"]} ${rawBody}`);
    const replayBodies = stage.sink.requests.slice(before).map(({ rawBody, headers }) => `${headers["webhook-id"]} ${rawBody}`);
    expect(replayBodies.sort()).toEqual(originalBodies.sort());
    expect(await read(jobId)).toMatchObject({
      state: "completed",
      progress: { total: 25, replayed: 25, in_progress: 0, succeeded: 25, failed: 0, skipped: 0 },
      ended_at: expect.any(String),
    });
    expect((await advance(jobId)).goesOn).toBe(false);
    expect(await replayedIds(jobId)).toHaveLength(25);
  });

  it("replays what had ended when it was made: neither what came or ended later, nor its own replays", async () => {
    const { configId, ids } = await failDeliveries(2);
    const waiting = await stage.publish(1);
    const jobId = await createJob(configId);
    await stage.publish(2);
    await stage.deliverer.deliverBatch();
    stage.sink.setRespond(() => ({ status: 400 }));
    await runToEnd(jobId);
    expect(waiting.events).toHaveLength(1);
    expect(await replayedIds(jobId)).toEqual(ids);
    expect((await read(jobId)).progress).toMatchObject({ total: 2, failed: 2 });
  });

  it("takes a message up once, however often it was replayed without success", async () => {
    const { configId, ids } = await failDeliveries(2);
    stage.sink.setRespond(() => ({ status: 400 }));
    await replayDeliveries({ ctx: contextOf(), input: { configId, eventIds: ids } });
    await stage.deliverer.deliverBatch();
    const first = await createJob(configId, { status: "failed" });
    await runToEnd(first);
    stage.sink.setRespond(() => ({}));
    const second = await createJob(configId);
    await runToEnd(second);
    expect([await replayedIds(first), await replayedIds(second)]).toEqual([ids, ids]);
  });

  it("counts a message that a replay delivered as succeeded, and sends it no more among those that failed", async () => {
    const { configId, ids } = await failDeliveries(3);
    await replayDeliveries({ ctx: contextOf(), input: { configId, eventIds: ids.slice(0, 1) } });
    await stage.deliverer.deliverBatch();
    const [replay] = await database.db.delivery.findMany({ where: { webhookId: configId, replayOf: { not: null } } });
    // A replay of a replay is still the same message.
    await replayDeliveries({ ctx: contextOf(), input: { configId, eventIds: [replay?.id ?? ""] } });
    await stage.deliverer.deliverBatch();
    expect(await create({ configId, status: "succeeded", dryRun: true })).toEqual({ count: 1 });
    const failed = await createJob(configId, { status: "failed" });
    await runToEnd(failed);
    expect(await replayedIds(failed)).toEqual(ids.slice(1));
    expect(await create({ configId, status: "failed", dryRun: true })).toEqual({ count: 0 });
    expect(await create({ configId, status: "succeeded", dryRun: true })).toEqual({ count: 3 });
  });

  it("leaves out what a replay is sending, and takes it up once that has failed", async () => {
    const { configId, ids } = await failDeliveries(2);
    await replayDeliveries({ ctx: contextOf(), input: { configId, eventIds: ids.slice(0, 1) } });
    expect(await create({ configId, dryRun: true })).toEqual({ count: 1 });
    expect(await create({ configId, status: "failed", dryRun: true })).toEqual({ count: 1 });
    const made = await createJob(configId, { status: "failed" });
    stage.sink.setRespond(() => ({ status: 400 }));
    await stage.deliverer.deliverBatch();
    // It failed after the job was made: the job sends what was counted.
    await runToEnd(made);
    expect(await replayedIds(made)).toEqual(ids.slice(1));
    expect(await create({ configId, status: "failed", dryRun: true })).toEqual({ count: 2 });
  });

  it("builds each anew with the transform as it is now, when it is asked to", async () => {
    const { configId, ids } = await failDeliveries(2);
    await setWebhook(configId, { jsonataExpression: '{ "mended": true }' });
    const before = stage.sink.requests.length;
    const jobId = await createJob(configId, { status: "failed", reapply_transform: true });
    await runToEnd(jobId);
    expect(await replayedIds(jobId)).toEqual(ids);
    const bodies = stage.sink.requests.slice(before).map(({ rawBody }) => Object.keys(JSON.parse(String(rawBody))));
    expect(bodies).toEqual([["mended"], ["mended"]]);
  });

  it("takes up no more than its rate allows, however often it is asked, and catches up no more than two seconds", async () => {
    const { configId } = await failDeliveries(60);
    const jobId = await createJob(configId, { ratePerSecond: 10 });
    const startedAtMs = performance.now();
    expect(await advance(jobId)).toEqual({ goesOn: true, waitMs: 1_000 });
    for (let i = 0; i < 5; i++) await advance(jobId);
    const first = (await read(jobId)).progress.replayed;
    expect(first).toBeGreaterThanOrEqual(10);
    expect(first).toBeLessThan(20 + (performance.now() - startedAtMs) / 100);
    await database.db.$executeRaw`update replay_job set paced_at = now() - interval '1 hour' where id = ${jobId}`;
    const caughtUpAtMs = performance.now();
    for (let i = 0; i < 5; i++) await advance(jobId);
    const second = (await read(jobId)).progress.replayed - first;
    expect(second).toBeGreaterThanOrEqual(20);
    expect(second).toBeLessThan(30 + (performance.now() - caughtUpAtMs) / 100);
  });

  it("takes up nothing while two seconds' worth of its deliveries wait to be sent", async () => {
    const { configId } = await failDeliveries(300);
    const jobId = await createJob(configId, { ratePerSecond: 75 });
    for (let i = 0; i < 6; i++) {
      await pass(jobId);
      await advance(jobId);
    }
    expect((await read(jobId)).progress).toMatchObject({ replayed: 150, in_progress: 150 });
    await stage.deliverer.deliverBatch();
    await pass(jobId);
    await advance(jobId);
    expect((await read(jobId)).progress).toMatchObject({ replayed: 300, in_progress: 150, succeeded: 150 });
  });

  it("never replays one twice nor leaves one out, however many go on with it at once", async () => {
    const { configId, ids } = await failDeliveries(200);
    const jobId = await createJob(configId, { ratePerSecond: 1_000 });
    await database.db.$executeRaw`update replay_job set rate_per_second = 20 where id = ${jobId}`;
    for (let i = 0; i < 8; i++) {
      await pass(jobId);
      await Promise.all([advance(jobId), advance(jobId), advance(jobId)]);
      await stage.deliverer.deliverBatch();
    }
    expect(await replayedIds(jobId)).toEqual(ids);
    expect((await read(jobId)).state).toBe("completed");
  });

  it("writes nothing of a chunk when its position cannot be kept", async () => {
    const { configId, ids } = await failDeliveries(4);
    const jobId = await createJob(configId);
    await database.db.$executeRawUnsafe("alter table replay_job add constraint fault check (replayed = 0)");
    await expect(advance(jobId)).rejects.toThrow();
    await database.db.$executeRawUnsafe("alter table replay_job drop constraint fault");
    expect(await replayedIds(jobId)).toEqual([]);
    await runToEnd(jobId);
    expect(await replayedIds(jobId)).toEqual(ids);
  });

  it("builds what was never sent, and lists what cannot be built any more as skipped, with the reason", async () => {
    const { id: configId } = await stage.addWebhook({ enabled: false });
    await stage.publish(2);
    await setWebhook(configId, { enabled: true });
    const [gone] = await stage.deliveries();
    await database.db.event.deleteMany({ where: { organizationId: stage.organizationId, id: gone?.eventId ?? "" } });
    const jobId = await createJob(configId, { status: "skipped" });
    await runToEnd(jobId);
    expect(stage.sink.requests).toHaveLength(1);
    const { data } = await listReplayItems({ ctx: contextOf(), input: { jobId } });
    expect(data).toMatchObject([
      { original_event_id: gone?.id, status: "skipped", skip_reason: "EVENT_GONE" },
      { status: "succeeded", status_code: 200 },
    ]);
    expect((await read(jobId)).progress).toMatchObject({ total: 2, replayed: 2, succeeded: 1, skipped: 1 });
  });

  it("sends what is stored although its event is gone, unless it is to be transformed again", async () => {
    const { configId } = await failDeliveries(1);
    await database.db.event.deleteMany({ where: { organizationId: stage.organizationId } });
    const again = await createJob(configId, { reapply_transform: true });
    const verbatim = await createJob(configId);
    await runToEnd(again);
    await runToEnd(verbatim);
    expect((await read(again)).progress).toMatchObject({ skipped: 1, succeeded: 0 });
    expect((await read(verbatim)).progress).toMatchObject({ skipped: 0, succeeded: 1 });
  });
});

describe("pausing, resuming and cancelling", () => {
  it("stops at once, goes on where it stopped, and ends for good", async () => {
    const { configId, ids } = await failDeliveries(60);
    const jobId = await createJob(configId, { ratePerSecond: 10 });
    await advance(jobId);
    const paused = await pauseReplayJob({ ctx: contextOf(), input: { jobId } });
    expect(paused.state).toBe("paused");
    expect(paused.progress.replayed).toBeGreaterThanOrEqual(10);
    await pass(jobId);
    expect(await advance(jobId)).toEqual({ goesOn: false });

    jobs.sent.length = 0;
    expect(await resumeReplayJob({ ctx: contextOf(), input: { jobId } })).toMatchObject({ state: "running" });
    expect(jobs.sent).toEqual([{ name: "webhook/replay-job.due", jobId, run: 2, part: 1 }]);
    expect(await advance(jobId, 1)).toEqual({ goesOn: false });
    await advance(jobId, 2);
    // A second's worth, and what the clock allowed since.
    const taken = await replayedIds(jobId);
    expect(taken.length).toBeGreaterThanOrEqual(20);
    expect(taken).toEqual(ids.slice(0, taken.length));

    expect(await cancelReplayJob({ ctx: contextOf(), input: { jobId } })).toMatchObject({
      state: "cancelled",
      ended_at: expect.any(String),
    });
    await pass(jobId);
    expect(await advance(jobId, 2)).toEqual({ goesOn: false });
    expect(await replayedIds(jobId)).toEqual(taken);
  });

  it("is refused in a state from which it is not possible", async () => {
    const { configId } = await failDeliveries(1);
    const jobId = await createJob(configId);
    const ctx = contextOf();
    await expect(resumeReplayJob({ ctx, input: { jobId } })).rejects.toMatchObject({ code: "conflict" });
    await runToEnd(jobId);
    for (const verb of [pauseReplayJob, resumeReplayJob, cancelReplayJob]) {
      await expect(verb({ ctx, input: { jobId } })).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("completed"),
      });
    }
  });

  it("pauses by itself, saying why, when the webhook is disabled, and cannot be resumed before it is enabled", async () => {
    const { configId, ids } = await failDeliveries(2);
    const jobId = await createJob(configId);
    await setWebhook(configId, { enabled: false });
    expect(await advance(jobId)).toEqual({ goesOn: false });
    expect(await read(jobId)).toMatchObject({ state: "paused", reason: { code: "WEBHOOK_DISABLED" } });
    await expect(createReplayJob({ ctx: contextOf(), input: { configId } })).rejects.toMatchObject({ faults: [{ path: "configId" }] });
    await expect(resumeReplayJob({ ctx: contextOf(), input: { jobId } })).rejects.toMatchObject({ faults: [{ path: "jobId" }] });
    await setWebhook(configId, { enabled: true });
    const resumed = await resumeReplayJob({ ctx: contextOf(), input: { jobId } });
    expect(resumed.reason).toBeUndefined();
    await runToEnd(jobId, 2);
    expect(await replayedIds(jobId)).toEqual(ids);
  });

  it("fails, saying why, when the webhook is deleted, and stays readable", async () => {
    const { configId } = await failDeliveries(2);
    const jobId = await createJob(configId);
    await deleteWebhook({ ctx: contextOf(), input: { configId } });
    expect(await advance(jobId)).toEqual({ goesOn: false });
    expect(await read(jobId)).toMatchObject({ state: "failed", reason: { code: "WEBHOOK_DELETED" } });
    await expect(resumeReplayJob({ ctx: contextOf(), input: { jobId } })).rejects.toMatchObject({ code: "not_found" });
  });

  it("goes on after a failure where it stopped; a run that was overtaken fails nothing", async () => {
    const { configId, ids } = await failDeliveries(2);
    const jobId = await createJob(configId);
    await failReplayJob({ db: database.db, jobId, run: 1 });
    expect(await read(jobId)).toMatchObject({ state: "failed", reason: { code: "INTERNAL_ERROR" } });
    await resumeReplayJob({ ctx: contextOf(), input: { jobId } });
    await failReplayJob({ db: database.db, jobId, run: 1 });
    await runToEnd(jobId, 2);
    expect(await replayedIds(jobId)).toEqual(ids);
  });

  it("begins another run of a job that was not heard of for five minutes, and leaves the others alone", async () => {
    const { configId } = await failDeliveries(2);
    const [lost, alive] = [await createJob(configId), await createJob(configId)];
    await database.db.$executeRaw`update replay_job set beat_at = now() - interval '6 minutes' where id = ${lost}`;
    jobs.sent.length = 0;
    expect(await reviveReplayJobs({ db: database.db, jobs })).toBe(1);
    expect(jobs.sent).toEqual([{ name: "webhook/replay-job.due", jobId: lost, run: 2, part: 1 }]);
    expect(await advance(lost, 1)).toEqual({ goesOn: false });
    expect(await advance(alive, 1)).toEqual({ goesOn: false });
    expect((await read(alive)).state).toBe("completed");
  });

  it("begins no other run of a job that is waiting or was resumed, however far the process's clock is behind", async () => {
    const { configId } = await failDeliveries(2);
    const jobId = await createJob(configId);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - 600_000 });
    await database.db.$executeRaw`update replay_job set paced_at = now()`;
    expect(await advance(jobId)).toMatchObject({ goesOn: true });
    expect(await reviveReplayJobs({ db: database.db, jobs })).toBe(0);
    await pauseReplayJob({ ctx: contextOf(), input: { jobId } });
    await resumeReplayJob({ ctx: contextOf(), input: { jobId } });
    expect(await reviveReplayJobs({ db: database.db, jobs })).toBe(0);
  });

  it("begins another run of every running job at once, when a host starts that is the only one", async () => {
    const { configId } = await failDeliveries(2);
    const [running, paused] = [await createJob(configId), await createJob(configId)];
    await pauseReplayJob({ ctx: contextOf(), input: { jobId: paused } });
    jobs.sent.length = 0;
    expect(await reviveReplayJobs({ db: database.db, jobs, silentForMs: 0 })).toBe(1);
    expect(jobs.sent).toEqual([{ name: "webhook/replay-job.due", jobId: running, run: 2, part: 1 }]);
  });
});

describe("reading replay jobs", () => {
  it("lists jobs newest first, page by page, of all webhooks or one", async () => {
    const { configId } = await failDeliveries(1);
    const { configId: other } = await failDeliveries(1);
    const made = [await createJob(configId), await createJob(other), await createJob(configId)].reverse();
    const list = (input: object) => listReplayJobs({ ctx: contextOf(), input });
    const first = await list({ limit: 2 });
    expect(first).toMatchObject({ has_more: true, next_cursor: made[1] });
    const second = await list({ limit: 2, cursor: first.next_cursor ?? "" });
    expect(second).toMatchObject({ has_more: false, next_cursor: null });
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(made);
    expect((await list({ configId })).data.map(({ id }) => id)).toEqual([made[0], made[2]]);
    await expect(list({ configId: "unknown" })).rejects.toMatchObject({ code: "not_found" });
  });

  it("lists items in the order of the originals, page by page, none twice and none left out, with what has become of each", async () => {
    const { configId, ids } = await failDeliveries(7);
    const jobId = await createJob(configId, { ratePerSecond: 5 });
    await advance(jobId);
    stage.sink.setRespond((_request, index) => ({ status: index % 2 === 0 ? 200 : 410 }));
    await stage.deliverer.deliverBatch();
    await setWebhook(configId, { enabled: true });
    await pass(jobId);
    await advance(jobId);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listReplayItems({ ctx: contextOf(), input: { jobId, limit: 2, ...(cursor && { cursor }) } });
      seen.push(...page.data.map((item) => item.original_event_id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(ids);
    const waiting = await listReplayItems({ ctx: contextOf(), input: { jobId, status: "in_progress" } });
    expect(waiting.data.map((item) => item.original_event_id)).toEqual(ids.slice(5));
    const failed = await listReplayItems({ ctx: contextOf(), input: { jobId, status: "failed" } });
    for (const item of failed.data) expect(item).toMatchObject({ status_code: 410, code: "WEBHOOK_GONE" });
  });

  it("needs the scope publish to make or change one, and read to see it", async () => {
    const { configId } = await failDeliveries(1);
    const jobId = await createJob(configId);
    const [reader, writer] = [contextOf(["read"]), contextOf(["publish"])];
    await expect(createReplayJob({ ctx: reader, input: { configId } })).rejects.toMatchObject({ code: "forbidden" });
    for (const verb of [pauseReplayJob, resumeReplayJob, cancelReplayJob]) {
      await expect(verb({ ctx: reader, input: { jobId } })).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(getReplayJob({ ctx: writer, input: { jobId } })).rejects.toMatchObject({ code: "forbidden" });
    expect((await createReplayJob({ ctx: writer, input: { configId } })).job?.id).toMatch(/^rpj_/);
    expect((await getReplayJob({ ctx: reader, input: { jobId } })).id).toBe(jobId);
  });
});
