import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { refuseUnderLiveHost } from "@/bin/start/refuse-under-live-host";
import { type HostLock, waitForHostLock } from "@/inngest/runtime/host-lock";
import { eventually } from "@/tests/support/eventually";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";

let database: TestDatabase;
let lock: HostLock | null;

beforeEach(async () => {
  database = await createTestDatabase();
  lock = await waitForHostLock({ databaseUrl: database.databaseUrl, ownerId: "host:first" });
});
afterEach(async () => {
  await lock?.release();
  await database.drop();
});

/** Leaves what a host leaves that was killed a moment ago, while PostgreSQL has not yet ended its connection. */
const leaveBeat = () => database.db.$executeRaw`insert into host_heartbeat (id, owner_id, beat_at) values (1, 'host:first', now())`;

describe("a start that changes the tables", () => {
  it("is refused while the host of another one lives", async () => {
    lock?.beat();
    await eventually(async () => expect(await database.db.$queryRaw`select 1 from host_heartbeat`).toHaveLength(1));
    await expect(refuseUnderLiveHost(database.databaseUrl)).rejects.toThrow(
      /^This version changes the database's tables, and the host of .*$/,
    );
  });

  it("is refused while a host gives its place to the next", async () => {
    lock?.beat();
    await eventually(async () => expect(await database.db.$queryRaw`select 1 from host_heartbeat`).toHaveLength(1));
    const next = waitForHostLock({ databaseUrl: database.databaseUrl, ownerId: "host:next" });
    const outcome = refuseUnderLiveHost(database.databaseUrl);
    await lock?.release();
    const refused = expect(outcome).rejects.toThrow(/Stop that Postern first/);
    lock = await next;
    lock?.beat();
    await refused;
  });

  it("is not refused for what a killed host has left", async () => {
    await leaveBeat();
    await expect(refuseUnderLiveHost(database.databaseUrl)).resolves.toBeUndefined();
  });

  it("goes on as soon as the connection of a killed host is gone", async () => {
    await leaveBeat();
    const outcome = refuseUnderLiveHost(database.databaseUrl);
    await lock?.release();
    lock = null;
    await expect(outcome).resolves.toBeUndefined();
  });
});
