import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createDeliverDue } from "@/inngest/functions/deliver-due";
import { createExecution, type ExecutionDeps } from "@/inngest/functions/execution";
import { createReviveExecutions } from "@/inngest/functions/revive-executions";
import { migrateHost } from "@/inngest/runtime/migrate-host";
import { type Advance, advanceExecution } from "@/server/automation/advance-execution";
import { reviveExecutions } from "@/server/automation/revive-executions";
import { createEgressClient } from "@/server/egress/egress-client";
import { systemClock } from "@/server/platform/clock";
import { findNextDue } from "@/server/queue/find-next-due";
import { type AutomationStage, setAutomationStage, webhookAction } from "@/tests/support/automation-stage";
import { hostsUnderTest, type RingableHost } from "@/tests/support/hosts-under-test";
import { createCaches, recordJobs, testEvaluator } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";
import { createTestDeliverer } from "@/tests/support/test-deliverer";

vi.setConfig({ testTimeout: Math.max(30_000, ...hostsUnderTest.map(({ timeoutMs }) => 3 * timeoutMs)) });

const database = withTestDatabase();
const egress = createEgressClient({ policy: { isHttpsRequired: false, allowedPrivateNetworks: ["127.0.0.0/8"] } });
let stage: AutomationStage;
let host: RingableHost | undefined;
beforeAll(async () => {
  vi.stubEnv("LOG_LEVEL", "silent");
  await migrateHost({ databaseUrl: database.databaseUrl });
});
afterAll(() => egress.close());
beforeEach(async () => {
  stage = await setAutomationStage(database.db);
});
afterEach(async () => {
  await host?.stop();
  host = undefined;
  await stage.close();
});

describe.each(hostsUnderTest)("$name", ({ start, timeoutMs }) => {
  const eventually = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: timeoutMs, interval: 50 });

  /** Runs the function with an execution that goes on as `advance` says. */
  async function runWith(advance: ExecutionDeps["advance"], maxStepsARun?: number) {
    const sent = recordJobs();
    const logger = { error: vi.fn() };
    host = await start(database, (client) => [
      createExecution(client, { advance, jobs: () => sent, logger, ...(maxStepsARun && { maxStepsARun }) }),
    ]);
    const executionId = randomUUID();
    await host.makeJobs().send({ name: "automation/executions.due", executionIds: [executionId] });
    return { executionId, sent, logger };
  }

  it("takes a step an action, sleeps as it is told, and ends where the execution rests", async () => {
    const answers = (): Advance[] => [{ type: "next" }, { type: "sleeps", until: new Date(Date.now() + 1_000).toISOString() }];
    const calls: { atMs: number; execution: unknown }[] = [];
    const { executionId } = await runWith(async (asked) => {
      calls.push({ atMs: Date.now(), execution: asked });
      return answers()[calls.length - 1] ?? { type: "rests" };
    });
    await eventually(() => expect(calls).toHaveLength(3));
    expect(calls.map(({ execution }) => execution)).toEqual(Array(3).fill({ executionId, isLastTry: false }));
    expect((calls[2]?.atMs ?? 0) - (calls[1]?.atMs ?? 0)).toBeGreaterThanOrEqual(900);
  });

  it("hands a long execution on to another run of itself", async () => {
    const advance = vi.fn(async (): Promise<Advance> => ({ type: "next" }));
    const { executionId, sent } = await runWith(advance, 3);
    await eventually(() => expect(sent.sent).toEqual([{ name: "automation/executions.due", executionIds: [executionId] }]));
    expect(advance).toHaveBeenCalledTimes(3);
  });

  it("tries a step again that failed, the last time as such, and leaves the execution to the next look when no try came to an end", async () => {
    const tries: boolean[] = [];
    const { logger } = await runWith(async ({ isLastTry }) => {
      tries.push(isLastTry);
      throw new Error("the database is away");
    });
    await eventually(() => expect(logger.error).toHaveBeenCalledOnce());
    expect(tries).toEqual([false, false, false, true]);
  });

  /** Runs Postern's own functions, as far as automations need them. */
  async function runPostern() {
    const { db } = database;
    host = await start(database, (client, makeJobs) => {
      const jobs = makeJobs();
      const means = { ...stage.ctx, jobs };
      const deliverer = createTestDeliverer({
        ...{ db, evaluator: testEvaluator, clock: systemClock, jobs, egress, ...createCaches({ db, egress }) },
        ownerId: `test:${randomUUID()}`,
      });
      const deps = { jobs: () => jobs, logger: { error: () => {} } };
      return [
        createDeliverDue(client, { ...deps, findNextDue: () => findNextDue({ db }), getDeliverer: () => deliverer }),
        createExecution(client, { ...deps, maxRuns: 3, advance: (step) => advanceExecution({ means, ...step }) }),
        createReviveExecutions(client, { reviveExecutions: () => reviveExecutions({ db, jobs }) }),
      ];
    });
    const ring = async () => host?.makeJobs().send({ name: "automation/executions.due", executionIds: await stage.executionIds() });
    const expectDone = (count: number) =>
      eventually(async () => expect(await db.automationExecution.count({ where: { status: "success" } })).toBe(count));
    return { ring, expectDone };
  }

  it("does three actions that wait for their answers, each once, and is woken by their ends", async () => {
    const { ring, expectDone } = await runPostern();
    const { id } = await stage.addWebhook();
    await stage.addFlow({ actions: ["a", "b", "c"].map((name) => webhookAction(id, { id: name })) });
    for (let i = 0; i < 3; i++) await stage.addOpportunity();
    await Promise.all([ring(), ring()]);
    await expectDone(3);
    const calls = stage.sink.requests.map(({ rawBody }) => {
      const { metadata } = JSON.parse(rawBody) as { metadata: { execution_id: string; action_id: string } };
      return `${metadata.execution_id} ${metadata.action_id}`;
    });
    expect(calls).toHaveLength(9);
    expect(new Set(calls).size).toBe(9);
    for (const executionId of await stage.executionIds()) {
      expect(calls.filter((call) => call.startsWith(executionId)).map((call) => call.slice(-1))).toEqual(["a", "b", "c"]);
    }
  });

  it("takes up an execution whose event was lost", async () => {
    const { expectDone } = await runPostern();
    const { id } = await stage.addWebhook();
    await stage.addFlow({ actions: [webhookAction(id)] });
    await stage.addOpportunity();
    await database.db.$executeRaw`update automation_execution set look_at = now() - interval '1 s'`;
    await host?.passMinute();
    await expectDone(1);
  });

  it("delivers other events while more executions wait for slow endpoints than may run at once", async () => {
    const { ring, expectDone } = await runPostern();
    const { id } = await stage.addWebhook();
    const letGo = stage.holdAll();
    await stage.addFlow({ actions: [webhookAction(id)] });
    for (let i = 0; i < 12; i++) await stage.addOpportunity();
    await ring();
    await stage.sink.waitForRequests(12);
    await stage.publish(1);
    await host?.makeJobs().send({ name: "webhook/deliveries.due" });
    await stage.sink.waitForRequests(13);
    letGo();
    await expectDone(12);
  });
});
