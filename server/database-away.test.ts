import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isDatabaseAway } from "@/server/database-away";
import { publishEvents } from "@/server/event/publish-events";
import { createDatabase, type Database } from "@/server/platform/db";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/server/platform/embedded-postgres";
import { applyMigrations } from "@/server/platform/schema-engine";
import { type DeliveryStage, setDeliveryStage } from "@/tests/support/delivery-stage";
import { eventually } from "@/tests/support/eventually";
import { createTestContext } from "@/tests/support/test-context";

/** The test has a server of its own, because it stops, kills and restarts it. */
let dataDir: string;
let server: EmbeddedPostgres;
let db: Database;
let stage: DeliveryStage;

async function start(settings: Record<string, string> = {}): Promise<void> {
  server = await startEmbeddedPostgres({ dataDir, settings: { fsync: "off", ...settings } });
}
const port = () => new URL(server.urlOf("postern")).port;
/** Ends the server as a loss of power does: no client is told. */
async function kill(): Promise<void> {
  const [pid] = (await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8")).split("\n");
  process.kill(Number(pid), "SIGKILL");
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "postern-away-"));
  await start();
  const admin = new pg.Client({ connectionString: server.urlOf("postgres") });
  await admin.connect();
  await admin.query("create database postern");
  await admin.end();
  await applyMigrations({ projectDir: process.cwd(), databaseUrl: server.urlOf("postern") });
  db = createDatabase({ databaseUrl: server.urlOf("postern"), poolSize: 5 });
});
beforeEach(async () => {
  stage = await setDeliveryStage(db);
  await stage.addWebhook();
});
afterEach(() => stage.close());
afterAll(async () => {
  await db.$disconnect();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** The three ways in which verbs use the database. */
const uses: Record<string, () => Promise<unknown>> = {
  "a raw statement": () => db.$queryRaw`select pg_sleep(0.3)::text`,
  "a query": () => db.organization.findMany(),
  "a transaction": () => db.$transaction(async (tx) => tx.$queryRaw`select pg_sleep(0.3)::text`),
};
const errorOf = (use: () => Promise<unknown>): Promise<unknown> =>
  use().then(
    () => null,
    (error: unknown) => error,
  );

describe("isDatabaseAway", () => {
  it.each([
    ["is stopped", () => server.stop()],
    ["is killed", kill],
  ])("knows the errors of a server that %s: of what is under way, and of what comes after", async (_how, end) => {
    const portBefore = port();
    const underWay = [...Array(6)].map((_, index) =>
      errorOf(
        index % 2
          ? () => db.$queryRaw`select pg_sleep(600)::text`
          : () => db.$transaction(async (tx) => tx.$queryRaw`select pg_sleep(600)::text`),
      ),
    );
    await eventually(async () => expect(await sleepers()).toBeGreaterThan(0));
    await end();
    for (const error of await Promise.all(underWay)) expect([error, isDatabaseAway(error)]).toEqual([expect.any(Error), true]);
    for (const use of Object.values(uses)) {
      const error = await errorOf(use);
      expect([error, isDatabaseAway(error)]).toEqual([expect.any(Error), true]);
    }
    await start({ port: portBefore });
    for (const use of Object.values(uses)) expect(await errorOf(use)).toBeNull();
  });

  it("takes no other fault for it", async () => {
    const others = [
      () => db.$queryRaw`select * from nowhere`,
      () => db.$queryRaw`select 1 / 0`,
      () => db.organization.create({ data: { id: stage.organizationId, name: "again" } }),
      () => Promise.reject(new Error("Something else.")),
    ];
    for (const use of others) expect([await errorOf(use), isDatabaseAway(await errorOf(use))]).toEqual([expect.any(Error), false]);
  });

  async function sleepers(): Promise<number> {
    const client = new pg.Client({ connectionString: server.urlOf("postern") });
    await client.connect();
    const { rows } = await client.query("select 1 from pg_stat_activity where query like '%pg_sleep(600)%' and state = 'active'");
    await client.end();
    // This query is one of the active ones.
    return rows.length - 1;
  }
});

describe("a server that is restarted under load", () => {
  it("costs no event that was accepted: publishing is told that the database is away, and delivery goes on by itself", async () => {
    const portBefore = port();
    const deliverer = stage.makeDeliverer({ patienceMs: 0 });
    const accepted: string[] = [];
    const refused: unknown[] = [];
    let isOver = false;
    const ctx = createTestContext({ db, organizationId: stage.organizationId });
    const publishing = (async () => {
      for (let n = 0; !isOver; n++) {
        await publishEvents({ ctx, input: { eventName: "product_updated", entity: { n } } }).then(
          ({ events }) => accepted.push(events[0]?.event_id ?? ""),
          (error) => refused.push(error),
        );
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const delivering = (async () => {
      while (!isOver) await deliverer.deliverBatch().catch(() => undefined);
    })();
    const enough = (count: number) => eventually(() => expect(accepted.length).toBeGreaterThan(count));
    await enough(50);
    await server.stop();
    await eventually(() => expect(refused.length).toBeGreaterThan(0));
    await start({ port: portBefore });
    await enough(accepted.length + 50);
    await kill();
    await start({ port: portBefore });
    await enough(accepted.length + 50);
    isOver = true;
    await Promise.all([publishing, delivering]);

    expect(refused.filter((error) => !isDatabaseAway(error))).toEqual([]);
    await eventually(async () => {
      await deliverer.deliverBatch();
      expect(await db.delivery.count({ where: { organizationId: stage.organizationId, status: { not: "succeeded" } } })).toBe(0);
    });
    const received = new Set(stage.sink.requests.map(({ headers }) => headers["webhook-id"]));
    const recorded = await db.delivery.findMany({ where: { eventId: { in: accepted } } });
    expect(recorded).toHaveLength(accepted.length);
    expect(recorded.filter(({ messageId }) => !received.has(messageId))).toEqual([]);
  });
});
