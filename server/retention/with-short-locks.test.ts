import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, type Database } from "@/server/platform/db";
import { withShortLocks } from "@/server/retention/with-short-locks";
import { eventually } from "@/tests/support/eventually";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();
const readLimits = (db: Pick<Database, "$queryRaw">) =>
  db.$queryRaw`select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock`;

describe("a change of tables that everybody uses", () => {
  let db: Database;
  beforeAll(() => {
    db = createDatabase({ databaseUrl: database.databaseUrl, poolSize: 1 });
  });
  afterAll(() => db.$disconnect());

  it("may take minutes, though not for a lock, and leaves its connection the limits that it had", async () => {
    const before = await readLimits(db);
    expect(before).toEqual([{ statement: "15s", lock: "3s" }]);
    expect(await withShortLocks(db, readLimits)).toEqual([{ statement: "5min", lock: "200ms" }]);
    expect(await readLimits(db)).toEqual(before);
  });

  it("waits long enough for PostgreSQL to end a vacuum that it has started by itself", async () => {
    await db.$executeRaw`create table old_history (id int)`;
    const vacuum = new pg.Client({ connectionString: database.databaseUrl });
    await vacuum.connect();
    await vacuum.query("begin");
    await vacuum.query("lock table old_history in share update exclusive mode");
    const drop = withShortLocks(db, (tx) => tx.$executeRaw`drop table old_history`);
    // Like such a vacuum, this ends only once somebody has waited for a second.
    await eventually(async () => {
      const waiting = "select 1 from pg_locks where relation = 'old_history'::regclass and clock_timestamp() - waitstart >= '1 s'";
      expect((await vacuum.query(waiting)).rowCount).toBe(1);
    });
    await vacuum.end();
    await drop;
    expect(await db.$queryRaw`select to_regclass('old_history')::text as name`).toEqual([{ name: null }]);
  });
});
