import { randomUUID } from "node:crypto";
import type { Inngest, InngestFunction } from "inngest";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { DELIVERIES_DUE } from "@/inngest/events";
import { createDeliverDue } from "@/inngest/functions/deliver-due";
import { createSweep } from "@/inngest/functions/sweep";
import { migrateHost } from "@/inngest/runtime/migrate-host";
import { createEgressClient, type EgressClient } from "@/server/egress/egress-client";
import { publishEvents } from "@/server/event/publish-events";
import type { Jobs } from "@/server/jobs";
import { systemClock } from "@/server/platform/clock";
import { findNextDue } from "@/server/queue/find-next-due";
import { tidyQueue } from "@/server/queue/tidy-queue";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { describeHostContract } from "@/tests/support/host-contract";
import { hostsUnderTest, type RingableHost } from "@/tests/support/hosts-under-test";
import { createCaches, createTestContext, recordJobs, testEvaluator } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { createTestDeliverer } from "@/tests/support/test-deliverer";

// Inngest waits for whole minutes and between retries; the embedded host does what it is told.
vi.setConfig({ testTimeout: Math.max(30_000, ...hostsUnderTest.map(({ timeoutMs }) => 3 * timeoutMs)) });

const database = withTestDatabase();
beforeAll(async () => {
  vi.stubEnv("LOG_LEVEL", "silent");
  await migrateHost({ databaseUrl: database.databaseUrl });
});

describe.each(hostsUnderTest)("$name", ({ start, timeoutMs }) => {
  describeHostContract("functions", { start: (define) => start(database, define), timeoutMs });

  let host: RingableHost | undefined;
  afterEach(async () => {
    await host?.stop();
    host = undefined;
  });
  const eventually = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: timeoutMs, interval: 50 });
  const run = async (define: (inngest: Inngest.Any, makeJobs: () => Jobs) => InngestFunction.Any[]) => {
    host = await start(database, define);
    return host;
  };

  describe("deliver-due", () => {
    /**
     * Runs the function with a deliverer that does `deliverBatch` and a queue in which `nextDue` is the next to fall due. Returns also what
     * it rang for and logged.
     */
    async function runWith(deliverBatch: () => Promise<{ claimed: number; hasMore: boolean }>, nextDue: Date | null = null) {
      const rung = recordJobs();
      const logger = { error: vi.fn() };
      const deps = {
        findNextDue: async () => nextDue,
        jobs: () => rung,
        getDeliverer: () => ({ deliverBatch }),
        logger,
        batchTimeoutMs: 300,
      };
      const { inngest } = await run((client) => [createDeliverDue(client, deps)]);
      const ring = (data = {}) => inngest.send({ name: DELIVERIES_DUE, data });
      return { rung, logger, ring };
    }

    it("sends batch after batch while more is due", async () => {
      const answers = [true, true, false];
      const deliverBatch = vi.fn(async () => ({ claimed: 600, hasMore: answers.shift() ?? true }));
      const { ring, rung } = await runWith(deliverBatch, new Date(Date.now() + 30_000));
      await ring({ isScheduled: true });
      await eventually(() => expect(rung.sent).toHaveLength(1));
      expect(deliverBatch).toHaveBeenCalledTimes(3);
    });

    it("tries a batch again that failed, or that did not end", async () => {
      const deliverBatch = vi.fn(async () => ({ claimed: 0, hasMore: false }));
      deliverBatch.mockRejectedValueOnce(new Error("the database was away"));
      deliverBatch.mockReturnValueOnce(new Promise(() => undefined));
      const { ring } = await runWith(deliverBatch);
      await ring();
      await eventually(() => expect(deliverBatch).toHaveBeenCalledTimes(3));
    });

    it("logs it and rings again when no try came to an end", async () => {
      const deliverBatch = vi.fn(async () => Promise.reject(new Error("the database is away")));
      const { ring, rung, logger } = await runWith(deliverBatch);
      await ring();
      await eventually(() => expect(rung.sent).toEqual([{ name: DELIVERIES_DUE, at: expect.any(Date) }]));
      expect(deliverBatch).toHaveBeenCalledTimes(4);
      expect(logger.error).toHaveBeenCalledExactlyOnceWith(
        { err: expect.objectContaining({ message: "the database is away" }) },
        expect.any(String),
      );
    });

    it("sends at most four batches at once, however often it is rung, and the last of them begins after the last ring", async () => {
      let open = 0;
      let most = 0;
      let lastBeganAtMs = 0;
      const { ring } = await runWith(async () => {
        lastBeganAtMs = Date.now();
        most = Math.max(most, ++open);
        await new Promise((resolve) => setTimeout(resolve, 100));
        open--;
        return { claimed: 1, hasMore: false };
      });
      let lastRangAtMs = 0;
      for (let i = 0; i < 12; i++) {
        lastRangAtMs = Date.now();
        await ring();
      }
      await eventually(() => expect(lastBeganAtMs).toBeGreaterThanOrEqual(lastRangAtMs));
      await eventually(() => expect(open).toBe(0));
      expect(most).toBeLessThanOrEqual(4);
    });

    it("rings for the retry after those that a scheduled ring was for, and for none after any other ring", async () => {
      const nextDue = new Date(Date.now() + 30_000);
      const deliverBatch = vi.fn(async () => ({ claimed: 1, hasMore: false }));
      const { ring, rung } = await runWith(deliverBatch, nextDue);
      await ring();
      await eventually(() => expect(deliverBatch).toHaveBeenCalledTimes(1));
      await ring({ isScheduled: true });
      await eventually(() => expect(rung.sent).toEqual([{ name: DELIVERIES_DUE, at: nextDue }]));
    });

    it("runs once for a time that several processes ring for", async () => {
      const calledAtMs: number[] = [];
      const deliverBatch = async () => {
        calledAtMs.push(Date.now());
        return { claimed: 1, hasMore: false };
      };
      const deps = { findNextDue: async () => null, jobs: recordJobs, getDeliverer: () => ({ deliverBatch }), logger: { error: vi.fn() } };
      const { makeJobs } = await run((client) => [createDeliverDue(client, deps)]);
      const at = new Date(Date.now() + 2_000);
      for (const jobs of [makeJobs(), makeJobs(), makeJobs()]) await jobs.send({ name: DELIVERIES_DUE, at });
      await makeJobs().send({ name: DELIVERIES_DUE, at: new Date(at.getTime() + 2_000) });
      await eventually(() => expect(calledAtMs).toHaveLength(2));
      expect(calledAtMs[0]).toBeGreaterThanOrEqual(at.getTime());
      expect(calledAtMs[1]).toBeGreaterThanOrEqual(at.getTime() + 2_000);
    });
  });

  describe("sweep", () => {
    it("rings every minute for what is due, and ends what nobody waits for", async () => {
      const rung = recordJobs();
      const tidyQueue = vi.fn(async () => 0);
      const deps = { findNextDue: async () => new Date(Date.now() - 5_000), jobs: () => rung, tidyQueue };
      const { passMinute } = await run((client) => [createSweep(client, deps)]);
      await passMinute();
      // If a minute ends meanwhile, there is another sweep.
      await eventually(() => expect(rung.sent[0]).toEqual({ name: DELIVERIES_DUE, at: expect.any(Date) }));
      expect(tidyQueue).toHaveBeenCalled();
    });
  });

  describe("deliveries", () => {
    let stage: DeliveryStage;
    let egress: EgressClient;
    beforeEach(async () => {
      stage = await setDeliveryStage(database.db);
      egress = createEgressClient({ policy: { isHttpsRequired: false, allowedPrivateNetworks: ["127.0.0.0/8"] } });
    });
    afterEach(async () => {
      await host?.stop();
      host = undefined;
      await egress.close();
      await stage.close();
    });

    /** Runs Postern's own functions, and returns the port through which its verbs ring them. */
    async function runPostern({ isSwept }: { isSwept: boolean }): Promise<Jobs> {
      const { db } = database;
      const { makeJobs } = await run((client, makeHostJobs) => {
        const jobs = makeHostJobs();
        // Without jitter, the first retry is 4 s after its failure.
        const deliverer = createTestDeliverer({
          db,
          evaluator: testEvaluator,
          clock: systemClock,
          jobs,
          egress,
          ...createCaches({ db, egress }),
          ownerId: `test:${randomUUID()}`,
          random: () => 0,
        });
        const deps = { findNextDue: () => findNextDue({ db }), jobs: () => jobs };
        const deliverDue = createDeliverDue(client, { ...deps, getDeliverer: () => deliverer, logger: { error: () => {} } });
        const sweep = createSweep(client, { ...deps, tidyQueue: () => tidyQueue({ db }) });
        return isSwept ? [deliverDue, sweep] : [deliverDue];
      });
      return makeJobs();
    }
    const publish = (jobs: Jobs, count: number) => {
      const ctx = createTestContext({ db: database.db, organizationId: stage.organizationId, jobs });
      return publishEvents({ ctx, input: Array.from({ length: count }, (_, n) => ({ eventName: "product_updated", entity: { n } })) });
    };
    const statuses = async () => (await stage.deliveries()).map(({ status }) => status);

    it("are made as soon as an event is published, once each", async () => {
      await stage.addWebhook();
      await stage.addWebhook();
      const jobs = await runPostern({ isSwept: false });
      await publish(jobs, 100);
      await eventually(async () => expect(await statuses()).toEqual(Array(200).fill("succeeded")));
      expect(stage.sink.requests).toHaveLength(200);
    });

    it("are tried again when their time comes, without a sweep", async () => {
      await stage.addWebhook();
      stage.sink.setRespond((_request, index) => ({ status: index === 0 ? 503 : 200 }));
      const jobs = await runPostern({ isSwept: false });
      await publish(jobs, 1);
      await eventually(async () => expect(await statuses()).toEqual(["succeeded"]));
      const times = stage.sink.requests.map(({ receivedAt }) => receivedAt.getTime());
      expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(3_900);
    });

    it("that nobody rang for are found by the sweep", async () => {
      await stage.addWebhook();
      await runPostern({ isSwept: true });
      await publish(recordJobs(), 1);
      await host?.passMinute();
      await eventually(async () => expect(await statuses()).toEqual(["succeeded"]));
    });
  });
});
