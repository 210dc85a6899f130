import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { refuseSecondHost } from "@/bin/start/refuse-second-host";
import { type HostLock, holdHostLock } from "@/inngest/runtime/host-lock";
import { eventually } from "@/tests/support/eventually";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";

let database: TestDatabase;
let lock: HostLock | null;

beforeEach(async () => {
  database = await createTestDatabase();
  lock = await holdHostLock({ databaseUrl: database.databaseUrl, ownerId: "host:first" });
});
afterEach(async () => {
  await lock?.retire();
  await lock?.release();
  await database.drop();
});

/** Leaves what a host leaves that was killed a moment ago, while PostgreSQL has not yet ended its connection. */
const leaveBeat = () => database.db.$executeRaw`insert into host_heartbeat (id, owner_id, beat_at) values (1, 'host:first', now())`;

describe("a start on a database", () => {
  it("is refused while the host of another one lives", async () => {
    lock?.beat();
    await eventually(async () => expect(await database.db.$queryRaw`select 1 from host_heartbeat`).toHaveLength(1));
    await expect(refuseSecondHost(database.databaseUrl)).rejects.toThrow("Another Postern is running on this database.");
  });

  it("is not refused for what a killed host has left", async () => {
    await leaveBeat();
    await expect(refuseSecondHost(database.databaseUrl)).resolves.toBeUndefined();
  });

  it("goes on as soon as the connection of a killed host is gone", async () => {
    await leaveBeat();
    const outcome = refuseSecondHost(database.databaseUrl);
    await lock?.release();
    lock = null;
    await expect(outcome).resolves.toBeUndefined();
  });
});
