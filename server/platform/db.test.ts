import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isDatabaseAway } from "@/server/database-away";
import { createDatabase, type Database } from "@/server/platform/db";
import { eventually } from "@/tests/support/eventually";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();

describe("createDatabase", () => {
  it("writes and reads times as they are, whatever zone the database is set to", async () => {
    const name = new URL(database.databaseUrl).pathname.slice(1);
    await database.db.$executeRawUnsafe(`alter database ${name} set timezone to 'Asia/Tokyo'`);
    const db = createDatabase({ databaseUrl: database.databaseUrl, poolSize: 1 });
    try {
      const createdAt = new Date("2026-01-02T03:04:05.678Z");
      await db.organization.create({ data: { id: "org_zone", name: "Zone", createdAt } });
      const [row] = await db.$queryRaw<[{ iso: string; skew: number }]>`
        select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as iso,
          abs(extract(epoch from now()) - ${Date.now() / 1000})::float8 as skew
        from organization where id = 'org_zone'`;
      expect(row.iso).toBe(createdAt.toISOString());
      expect((await db.organization.findUniqueOrThrow({ where: { id: "org_zone" } })).createdAt).toEqual(createdAt);
    } finally {
      await db.$disconnect();
    }
  });
});

describe("the time limits of a connection", () => {
  const limits = { statementMs: 200, lockMs: 100, idleInTransactionMs: 100 };
  let db: Database;
  beforeAll(() => {
    db = createDatabase({ databaseUrl: database.databaseUrl, poolSize: 2, limits });
  });
  afterAll(() => db.$disconnect());
  const expectUnavailable = async (work: () => Promise<unknown>, code: string) => {
    const error = await work().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(JSON.stringify(error)).toContain(code);
    expect(isDatabaseAway(error)).toBe(true);
  };

  it("end a statement that takes too long, as something that may succeed later", async () => {
    await expectUnavailable(() => db.$queryRaw`select pg_sleep(60)::text`, "57014");
  });

  it("end the wait for a lock", async () => {
    await database.db.$transaction(async (tx) => {
      await tx.$executeRaw`lock table organization`;
      await expectUnavailable(() => db.$executeRaw`update organization set name = name`, "55P03");
    });
  });

  it("end a transaction in which nothing happens, so that it holds nobody up", async () => {
    const client = new pg.Client({
      connectionString: database.databaseUrl,
      idle_in_transaction_session_timeout: limits.idleInTransactionMs,
    });
    client.on("error", () => undefined);
    await client.connect();
    await client.query("begin; lock table organization");
    await eventually(() => db.$executeRaw`update organization set name = name`);
    await client.end().catch(() => undefined);
  });
});
