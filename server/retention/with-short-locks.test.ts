import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, type Database } from "@/server/platform/db";
import { withShortLocks } from "@/server/retention/with-short-locks";
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
});
