import { Inngest, type InngestFunction } from "inngest";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { addEvent, newHostEvent } from "@/inngest/runtime/add-event";
import { serveEvents } from "@/inngest/runtime/embedded-fetch";
import { migrateHost } from "@/inngest/runtime/migrate-host";
import { RUN_TASK } from "@/inngest/runtime/run-store";
import { type EmbeddedHost, startHost } from "@/inngest/runtime/start-host";
import { eventually } from "@/tests/support/eventually";
import { testLogger } from "@/tests/support/test-context";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
let pool: pg.Pool;
let running: EmbeddedHost | undefined;
beforeAll(async () => {
  vi.stubEnv("LOG_LEVEL", "silent");
  pool = new pg.Pool({ connectionString: database.databaseUrl });
  await migrateHost({ databaseUrl: database.databaseUrl });
});
afterAll(async () => {
  await pool.end();
});

const silent = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };

async function start(define: (inngest: Inngest.Any) => InngestFunction.Any[]) {
  const inngest = new Inngest({
    id: "test",
    isDev: true,
    baseUrl: "http://embedded.invalid",
    fetch: serveEvents(database.db),
    logger: silent,
    aiMetadata: false,
  });
  const functions = define(inngest);
  const host = await startHost({
    databaseUrl: database.databaseUrl,
    inngest,
    functions,
    logger: testLogger,
    backoffMs: () => 50,
    pollIntervalMs: 50,
  });
  running = host;
  return { inngest, stop: () => host.stop() };
}

const countRows = async (table: string) =>
  (await pool.query<{ count: number }>(`select count(*)::int as count from ${table}`)).rows[0]?.count;

describe("startHost", () => {
  afterEach(async () => {
    await running?.stop();
    running = undefined;
  });

  it("leaves nothing behind of runs that ended well", async () => {
    await pool.query("delete from host_run");
    let done = 0;
    const host = await start((inngest) => [
      inngest.createFunction({ id: "tidy", triggers: [{ event: "tidy" }] }, async ({ step }) => {
        await step.run("one", () => 1);
        await step.run("two", () => void done++);
      }),
    ]);
    await host.inngest.send([{ name: "tidy" }, { name: "tidy" }]);
    await eventually(async () => {
      expect(done).toBe(2);
      expect(await countRows("host_run")).toBe(0);
      expect((await pool.query("select * from graphile_worker._private_jobs")).rows).toEqual([]);
    });
  });

  it("keeps a failed run with its error", async () => {
    const host = await start((inngest) => [
      inngest.createFunction({ id: "broken", triggers: [{ event: "break" }], retries: 0 }, () => {
        throw new Error("cannot");
      }),
    ]);
    await host.inngest.send({ id: "evt-break", name: "break" });
    await eventually(async () => {
      const { rows } = await pool.query("select error->>'message' as message, ended_at from host_run where id = 'evt-break:test-broken'");
      expect(rows).toEqual([{ message: "cannot", ended_at: expect.any(Date) }]);
    });
  });

  it("gives up a run that takes longer than its finish timeout, and the next run starts", async () => {
    const seen: string[] = [];
    const host = await start((inngest) => [
      inngest.createFunction(
        { id: "stuck", triggers: [{ event: "stuck" }], concurrency: 1, timeouts: { finish: "1s" } },
        async ({ event }) => {
          seen.push(`${event.data["n"]}`);
          if (event.data["n"] === 1) await new Promise(() => undefined);
        },
      ),
    ]);
    await host.inngest.send({ name: "stuck", data: { n: 1 } });
    await eventually(() => expect(seen).toEqual(["1"]));
    await host.inngest.send({ name: "stuck", data: { n: 2 } });
    await eventually(() => expect(seen).toEqual(["1", "2"]));
  });

  it("shows a function an event with a time in the future no sooner than then, and one waiting event a key", async () => {
    const seen: number[] = [];
    await start((inngest) => [inngest.createFunction({ id: "on-time", triggers: [{ event: "later" }] }, () => void seen.push(Date.now()))]);
    const ts = Date.now() + 400;
    for (let i = 0; i < 3; i++) await addEvent({ db: database.db, event: newHostEvent({ name: "later", ts }), key: "later" });
    await eventually(() => expect(seen).toHaveLength(1));
    expect(seen[0]).toBeGreaterThanOrEqual(ts);
    await eventually(async () => expect(await countRows("graphile_worker.jobs")).toBe(0));
    expect(seen).toHaveLength(1);
  });

  it("does nothing for a job whose run has gone on elsewhere", async () => {
    let calls = 0;
    await start((inngest) => [inngest.createFunction({ id: "fenced", triggers: [{ event: "fenced" }] }, () => void calls++)]);
    await pool.query(
      `insert into host_run (id, function_id, event, sequence, state, started_at) values ('run-x', 'test-fenced', '{}', 3, '{}', now())`,
    );
    const stale = { runId: "run-x", functionId: "test-fenced", event: newHostEvent({ name: "fenced" }), sequence: 2 };
    await pool.query("select graphile_worker.add_job($1, $2::json)", [RUN_TASK, JSON.stringify(stale)]);
    await eventually(async () => expect(await countRows("graphile_worker.jobs")).toBe(0));
    expect(calls).toBe(0);
    await pool.query("delete from host_run where id = 'run-x'");
  });

  it("runs a function on its schedule, told that it was scheduled", async () => {
    const seen: unknown[] = [];
    await start((inngest) => [
      inngest.createFunction({ id: "yearly", triggers: [{ cron: "0 0 1 1 *" }] }, ({ event }) => void seen.push(event.name, event.data)),
    ]);
    await eventually(async () => {
      const { rows } = await pool.query("select identifier from graphile_worker._private_known_crontabs");
      expect(rows).toContainEqual({ identifier: "test-yearly 0 0 1 1 *" });
    });
    // The job that graphile-worker queues when the year comes.
    const payload = { functionId: "test-yearly", cron: "0 0 1 1 *", _cron: { ts: "2026-01-01T00:00:00.000Z", backfilled: false } };
    await pool.query("select graphile_worker.add_job('inngest/cron', $1::json)", [JSON.stringify(payload)]);
    await eventually(() => expect(seen).toEqual(["inngest/scheduled.timer", { cron: "0 0 1 1 *" }]));
  });

  it("keeps a schedule's run back while its last one goes on, without asking for it over and over", async () => {
    const OTHERS = 40;
    /** The number of workers. Each may have asked for work just before the first run began, and puts back once what it then gets. */
    const WORKERS = 10;
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let begun = 0;
    let others = 0;
    const host = await start((inngest) => [
      inngest.createFunction({ id: "lasting", triggers: [{ cron: "0 0 1 1 *" }], concurrency: 1 }, async () => {
        begun++;
        await held;
      }),
      inngest.createFunction({ id: "other", triggers: [{ event: "other" }] }, () => void others++),
    ]);
    /** Queues the job that graphile-worker queues when the time comes. Returns the job's number. */
    const tick = async (ts: string): Promise<number> => {
      const payload = { functionId: "test-lasting", cron: "0 0 1 1 *", _cron: { ts, backfilled: false } };
      const { rows } = await pool.query("select id from graphile_worker.add_job('inngest/cron', $1::json)", [JSON.stringify(payload)]);
      return Number(rows[0]?.id);
    };
    const first = await tick("2026-01-01T00:00:00.000Z");
    await eventually(() => expect(begun).toBe(1));
    await tick("2027-01-01T00:00:00.000Z");
    await eventually(async () => {
      const { rows } = await pool.query("select task_identifier, flags from graphile_worker.jobs where locked_at is null");
      expect(rows).toEqual([{ task_identifier: RUN_TASK, flags: { "test-lasting": true } }]);
    });
    // Each asks for the next job when it is done, and might get the one that is held back.
    await host.inngest.send(Array.from({ length: OTHERS }, () => ({ name: "other" })));
    await eventually(() => expect(others).toBe(OTHERS));
    expect(begun).toBe(1);
    letGo();
    await eventually(() => expect(begun).toBe(2));
    // The jobs of two schedules, of two runs and of the others were queued.
    expect((await tick("2028-01-01T00:00:00.000Z")) - first).toBeLessThanOrEqual(4 + OTHERS + WORKERS);
  });

  it("refuses to start with a function that asks for what it does not do", async () => {
    const define = (inngest: Inngest.Any) => [
      inngest.createFunction({ id: "batch", triggers: [{ event: "many" }], batchEvents: { maxSize: 10, timeout: "5s" } }, () => undefined),
    ];
    await expect(start(define)).rejects.toThrow("The embedded host does not serve batchEvents, which the function test-batch asks for.");
  });
});
