import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOST_LOCK } from "@/server/installation/advisory-locks";
import { checkHealth } from "@/server/installation/check-health";
import { createWriteWatch } from "@/server/installation/write-watch";
import { systemClock } from "@/server/platform/clock";
import { createDatabase, type Database } from "@/server/platform/db";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
/** A host has one connection. */
let hostDb: Database;
beforeAll(() => {
  hostDb = createDatabase({ databaseUrl: database.databaseUrl, poolSize: 1 });
});
afterAll(async () => {
  await hostDb.$disconnect();
});

const writeWatch = createWriteWatch({ clock: systemClock });
const check = (isInngestConfigured = false) => checkHealth({ db: database.db, writeWatch, isInngestConfigured });
const beat = (age: string) =>
  hostDb.$executeRawUnsafe(
    `insert into host_heartbeat (id, owner_id, beat_at) values (1, 'host:test', now() - interval '${age}') on conflict (id) do update set beat_at = excluded.beat_at`,
  );

describe("checkHealth", () => {
  it("is not well without a host, unless an Inngest runs the functions", async () => {
    expect(await check()).toEqual({ isHealthy: false, database: "ok", host: "stopped" });
    expect(await check(true)).toEqual({ isHealthy: true, database: "ok", host: "inngest" });
  });

  it("believes a host only when it holds the lock and has lately shown that it is alive", async () => {
    await beat("1 second");
    expect(await check()).toMatchObject({ isHealthy: false });
    await hostDb.$queryRaw`select pg_advisory_lock(${HOST_LOCK}::bigint)::text`;
    expect(await check()).toEqual({ isHealthy: true, database: "ok", host: "ok" });
    await beat("1 minute");
    expect(await check()).toMatchObject({ isHealthy: false, host: "stopped" });
  });

  it("says that the database does not answer", async () => {
    const nowhere = createDatabase({ databaseUrl: "postgresql://x:y@127.0.0.1:1/none" });
    expect(await checkHealth({ db: nowhere, writeWatch, isInngestConfigured: false })).toEqual({
      isHealthy: false,
      database: "unreachable",
      host: "unknown",
    });
    await nowhere.$disconnect();
  });

  it("says for 30 seconds that the database could store nothing", async () => {
    let nowMs = Date.now();
    const watch = createWriteWatch({ clock: { now: () => new Date(nowMs) } });
    const checkStorage = () => checkHealth({ db: database.db, writeWatch: watch, isInngestConfigured: true });
    watch.note(new Error("something else"));
    expect(await checkStorage()).toMatchObject({ isHealthy: true, database: "ok" });
    watch.note(await hostDb.$queryRawUnsafe("do $$ begin raise disk_full; end $$").catch((error: unknown) => error));
    expect(await checkStorage()).toEqual({ isHealthy: false, database: "full", host: "inngest" });
    nowMs += 30_000;
    expect(await checkStorage()).toMatchObject({ isHealthy: true, database: "ok" });
  });
});
