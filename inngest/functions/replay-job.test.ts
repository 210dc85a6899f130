import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createDeliverDue } from "@/inngest/functions/deliver-due";
import { createReplayJob, type ReplayJobDeps } from "@/inngest/functions/replay-job";
import { createReviveReplayJobs } from "@/inngest/functions/revive-replay-jobs";
import { migrateHost } from "@/inngest/runtime/migrate-host";
import { createEgressClient } from "@/server/egress/egress-client";
import { systemClock } from "@/server/platform/clock";
import { findNextDue } from "@/server/queue/find-next-due";
import { type Advance, advanceReplayJob } from "@/server/replay-job/advance-replay-job";
import { createReplayJob as createJob } from "@/server/replay-job/create-replay-job";
import { failReplayJob } from "@/server/replay-job/fail-replay-job";
import { getReplayJob } from "@/server/replay-job/get-replay-job";
import { reviveReplayJobs } from "@/server/replay-job/revive-replay-jobs";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { hostsUnderTest, type RingableHost } from "@/tests/support/hosts-under-test";
import { createCaches, createTestContext, recordJobs, testEvaluator } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { createTestDeliverer } from "@/tests/support/test-deliverer";
import { endDeliveries } from "@/tests/support/test-rows";

vi.setConfig({ testTimeout: Math.max(30_000, ...hostsUnderTest.map(({ timeoutMs }) => 3 * timeoutMs)) });

const database = withTestDatabase();
let stage: DeliveryStage;
let host: RingableHost | undefined;
const egress = createEgressClient({ policy: { isHttpsRequired: false, allowedPrivateNetworks: ["127.0.0.0/8"] } });
beforeAll(async () => {
  vi.stubEnv("LOG_LEVEL", "silent");
  await migrateHost({ databaseUrl: database.databaseUrl });
});
afterAll(async () => {
  await egress.close();
});
beforeEach(async () => {
  stage = await setDeliveryStage(database.db);
});
afterEach(async () => {
  await host?.stop();
  host = undefined;
  await stage.close();
});

describe.each(hostsUnderTest)("$name", ({ start, timeoutMs }) => {
  const eventually = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: timeoutMs, interval: 50 });

  /** Runs the function with a job that continues as `advance` says. */
  async function runWith(advance: ReplayJobDeps["advance"], maxChunksARun?: number) {
    const fail = vi.fn(async () => undefined);
    const sent = recordJobs();
    const logger = { error: vi.fn() };
    host = await start(database, (client) => [
      createReplayJob(client, { advance, fail, jobs: () => sent, logger, ...(maxChunksARun && { maxChunksARun }) }),
    ]);
    const job = { jobId: randomUUID(), run: 3 };
    await host.makeJobs().send({ name: "webhook/replay-job.due", ...job, part: 1 });
    return { job, fail, sent, logger };
  }

  it("goes on chunk by chunk, waiting as it is told, until the job stands still", async () => {
    const answers: Advance[] = [{ goesOn: true, waitMs: 0 }, { goesOn: true, waitMs: 1_000 }, { goesOn: false }];
    const calls: { atMs: number; job: unknown }[] = [];
    const { job } = await runWith(async (asked) => {
      calls.push({ atMs: Date.now(), job: asked });
      return answers[calls.length - 1] ?? { goesOn: false };
    });
    await eventually(() => expect(calls).toHaveLength(3));
    expect(calls.map((call) => call.job)).toEqual([job, job, job]);
    expect((calls[2]?.atMs ?? 0) - (calls[1]?.atMs ?? 0)).toBeGreaterThanOrEqual(1_000);
  });

  it("hands a long job on to another run of itself", async () => {
    const advance = vi.fn(async (): Promise<Advance> => ({ goesOn: true, waitMs: 0 }));
    const { job, sent } = await runWith(advance, 4);
    await eventually(() => expect(sent.sent).toEqual([{ name: "webhook/replay-job.due", ...job, part: 2 }]));
    expect(advance).toHaveBeenCalledTimes(4);
  });

  it("tries a chunk again that failed, and fails the job when no try came to an end", async () => {
    const advance = vi.fn(async (): Promise<Advance> => Promise.reject(new Error("the database is away")));
    const { job, fail, logger } = await runWith(advance);
    await eventually(() => expect(fail).toHaveBeenCalledExactlyOnceWith(job));
    expect(advance).toHaveBeenCalledTimes(4);
    expect(logger.error).toHaveBeenCalledOnce();
  });

  /** Runs Postern's own functions, as far as replay jobs need them, with 60 deliveries that have failed. */
  async function runPostern() {
    const { db } = database;
    const { id: configId } = await stage.addWebhook();
    await stage.publish(60);
    await endDeliveries({ db, where: { webhookId: configId } });
    const originals = (await stage.deliveries()).map(({ id }) => id);
    host = await start(database, (client, makeJobs) => {
      const jobs = makeJobs();
      const deliverer = createTestDeliverer({
        db,
        evaluator: testEvaluator,
        clock: systemClock,
        jobs,
        egress,
        ...createCaches({ db, egress }),
        ownerId: `test:${randomUUID()}`,
      });
      const deps = { jobs: () => jobs, logger: { error: () => {} } };
      return [
        createDeliverDue(client, { ...deps, findNextDue: () => findNextDue({ db }), getDeliverer: () => deliverer }),
        createReplayJob(client, {
          ...deps,
          maxChunksARun: 2,
          advance: (job) => advanceReplayJob({ db, jobs, ...job }),
          fail: (job) => failReplayJob({ db, ...job }),
        }),
        createReviveReplayJobs(client, { reviveReplayJobs: () => reviveReplayJobs({ db, jobs }) }),
      ];
    });
    const ctx = createTestContext({ db, organizationId: stage.organizationId });
    const contextWith = (jobs = host?.makeJobs()) => ({ ...ctx, ...(jobs && { jobs }) });
    const expectDone = (jobId: string) =>
      eventually(async () => {
        const { state, progress } = await getReplayJob({ ctx, input: { jobId } });
        expect([state, progress.succeeded]).toEqual(["completed", 60]);
      });
    const replayed = async (jobId: string) =>
      (await db.delivery.findMany({ where: { replayJobId: jobId } })).map(({ replayOf }) => replayOf);
    return { configId, originals, contextWith, expectDone, replayed };
  }

  it("sends a whole job again, over several runs, each original once", async () => {
    const { configId, originals, contextWith, expectDone, replayed } = await runPostern();
    const { job } = await createJob({ ctx: contextWith(), input: { configId, ratePerSecond: 15 } });
    await expectDone(job?.id ?? "");
    expect((await replayed(job?.id ?? "")).sort()).toEqual(originals);
    expect(stage.sink.requests).toHaveLength(60);
  });

  it("takes up a job that nobody goes on with", async () => {
    const { configId, originals, contextWith, expectDone, replayed } = await runPostern();
    const { job } = await createJob({ ctx: contextWith(recordJobs()), input: { configId } });
    await database.db.$executeRaw`update replay_job set beat_at = now() - interval '6 minutes' where id = ${job?.id}`;
    await host?.passMinute();
    await expectDone(job?.id ?? "");
    expect((await replayed(job?.id ?? "")).sort()).toEqual(originals);
  });
});
