import { Inngest, type InngestFunction } from "inngest";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { DELIVERIES_DUE } from "@/inngest/events";
import { createDeliverDue } from "@/inngest/functions/deliver-due";
import { createSweep } from "@/inngest/functions/sweep";
import { addEvent, newHostEvent } from "@/inngest/runtime/add-event";
import { migrateHost } from "@/inngest/runtime/migrate-host";
import { type EmbeddedHost, startHost } from "@/inngest/runtime/start-host";
import type { JobEvent } from "@/server/jobs";
import { getLogger } from "@/server/platform/logger";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";

let database: TestDatabase;
let host: EmbeddedHost | undefined;
beforeAll(async () => {
  vi.stubEnv("LOG_LEVEL", "silent");
  database = await createTestDatabase();
  await migrateHost({ databaseUrl: database.databaseUrl });
});
afterAll(() => database.drop());
afterEach(async () => {
  await host?.stop();
  host = undefined;
});

async function run(define: (inngest: Inngest.Any) => InngestFunction.Any) {
  const inngest = new Inngest({ id: "postern", isDev: true, aiMetadata: false, logger: getLogger("inngest") });
  host = await startHost({
    databaseUrl: database.databaseUrl,
    inngest,
    functions: [define(inngest)],
    logger: getLogger("host"),
    backoffMs: () => 20,
    pollIntervalMs: 50,
  });
}
const ring = (isScheduled = false) =>
  addEvent({ db: database.db, event: newHostEvent({ name: DELIVERIES_DUE, data: { isScheduled } }), key: DELIVERIES_DUE });

/** A queue in which `nextDue` is the next to fall due, and what was rung for. */
function ringDeps(nextDue: Date | null) {
  const sent: JobEvent[] = [];
  return { sent, findNextDue: vi.fn(async () => nextDue), jobs: () => ({ send: async (event: JobEvent) => void sent.push(event) }) };
}

describe("deliver-due", () => {
  it("sends batch after batch while more is due", async () => {
    const answers = [true, true, false];
    const deliverBatch = vi.fn(async () => ({ claimed: 300, hasMore: answers.shift() ?? false }));
    await run((inngest) => createDeliverDue(inngest, { ...ringDeps(null), getDeliverer: () => ({ deliverBatch }) }));
    await ring();
    await vi.waitFor(() => expect(deliverBatch).toHaveBeenCalledTimes(3));
    await vi.waitFor(async () => expect(await database.db.hostRun.count()).toBe(0));
    expect(deliverBatch).toHaveBeenCalledTimes(3);
  });

  it("tries a batch again that could not be claimed", async () => {
    const deliverBatch = vi.fn(async () => ({ claimed: 0, hasMore: false }));
    deliverBatch.mockRejectedValueOnce(new Error("the database was away"));
    await run((inngest) => createDeliverDue(inngest, { ...ringDeps(null), getDeliverer: () => ({ deliverBatch }) }));
    await ring();
    await vi.waitFor(() => expect(deliverBatch).toHaveBeenCalledTimes(2));
  });

  it("rings for the retry after those that a scheduled ring was for, and for none after any other ring", async () => {
    const nextDue = new Date(Date.now() + 1_500);
    const deps = ringDeps(nextDue);
    const deliverBatch = vi.fn(async () => ({ claimed: 1, hasMore: false }));
    await run((inngest) => createDeliverDue(inngest, { ...deps, getDeliverer: () => ({ deliverBatch }) }));
    await ring();
    await vi.waitFor(() => expect(deliverBatch).toHaveBeenCalledTimes(1));
    await ring(true);
    await vi.waitFor(() => expect(deps.sent).toEqual([{ name: DELIVERIES_DUE, at: nextDue }]));
    expect(deps.findNextDue).toHaveBeenCalledTimes(1);
  });
});

describe("sweep", () => {
  const sweepWith = async (nextDue: Date | null): Promise<JobEvent[]> => {
    const deps = ringDeps(nextDue);
    const endAbandonedTriggers = vi.fn(async () => 0);
    await run((inngest) => createSweep(inngest, { ...deps, endAbandonedTriggers }));
    const payload = { functionId: "postern-sweep", cron: "* * * * *", _cron: { ts: new Date().toISOString(), backfilled: false } };
    await database.db.$executeRaw`select 1 from graphile_worker.add_job('inngest/cron', ${JSON.stringify(payload)}::json)`;
    await vi.waitFor(() => expect(deps.findNextDue).toHaveBeenCalled());
    expect(endAbandonedTriggers).toHaveBeenCalledOnce();
    await host?.stop();
    host = undefined;
    return deps.sent;
  };

  it("rings for what is due, or will be before the next sweep, at its time", async () => {
    const before = new Date();
    const [overdue] = await sweepWith(new Date(Date.now() - 5_000));
    expect(overdue?.at?.getTime()).toBeGreaterThan(before.getTime());
    expect(overdue?.at?.getTime()).toBeLessThan(Date.now() + 100);
    const soon = new Date(Date.now() + 30_000);
    expect(await sweepWith(soon)).toEqual([{ name: DELIVERIES_DUE, at: soon }]);
  });

  it("lies still when nothing waits, or only for later", async () => {
    expect(await sweepWith(null)).toEqual([]);
    expect(await sweepWith(new Date(Date.now() + 3_600_000))).toEqual([]);
  });
});
