import { describe, expect, it } from "vitest";
import { createDatabase } from "@/server/platform/db";
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
