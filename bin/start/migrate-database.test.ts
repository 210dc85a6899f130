import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrateDatabase } from "@/bin/start/migrate-database";
import { type HostLock, waitForHostLock } from "@/inngest/runtime/host-lock";
import { eventually } from "@/tests/support/eventually";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";

const migrate = ({ databaseUrl }: TestDatabase) => migrateDatabase({ projectDir: process.cwd(), databaseUrl, isInngestConfigured: false });

async function countMigrations({ db }: TestDatabase) {
  const [counts] = await db.$queryRaw<[{ tables: number; queue: number }]>`
    select (select count(*)::int from _prisma_migrations) as tables, (select count(*)::int from graphile_worker.migrations) as queue`;
  return counts;
}

describe("migrateDatabase", () => {
  it("brings an empty database up to date, by several starts at once", async () => {
    const database = await createTestDatabase({ isUnmigrated: true });
    await Promise.all([migrate(database), migrate(database)]);
    const { tables, queue } = await countMigrations(database);
    expect(tables).toBeGreaterThan(0);
    expect(queue).toBeGreaterThan(0);
    await database.drop();
  });
});

describe("migrateDatabase, while the host of another Postern lives", () => {
  let database: TestDatabase;
  let host: HostLock | null;
  beforeEach(async () => {
    database = await createTestDatabase();
    await migrate(database);
    host = await waitForHostLock({ databaseUrl: database.databaseUrl, ownerId: "host:other" });
    host?.beat();
    await eventually(async () => expect(await database.db.$queryRaw`select 1 from host_heartbeat`).toHaveLength(1));
  });
  afterEach(async () => {
    await host?.release();
    await database.drop();
  });

  it("lets a start pass that has nothing to change", async () => {
    await expect(migrate(database)).resolves.toBeUndefined();
  });

  it.each([
    ["tables", "delete from _prisma_migrations where migration_name = (select max(migration_name) from _prisma_migrations)"],
    ["host's queue", "delete from graphile_worker.migrations where id = (select max(id) from graphile_worker.migrations)"],
  ])("refuses a start that would change the %s, and changes nothing", async (_what, forgetLastMigration) => {
    await database.db.$executeRawUnsafe(forgetLastMigration);
    const before = await countMigrations(database);
    await expect(migrate(database)).rejects.toThrow("Stop that Postern first");
    expect(await countMigrations(database)).toEqual(before);
  });
});
