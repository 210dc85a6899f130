import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();

describe("the migrations", () => {
  it("end at what schema.prisma says", async () => {
    expect(await readFile("prisma/migrations/schema.prisma", "utf8")).toBe(await readFile("prisma/schema.prisma", "utf8"));
  });

  it("are recorded where Prisma's own command looks for them", async () => {
    const rows = await database.db.$queryRaw<{ migration_name: string }[]>`select migration_name from _prisma_migrations order by 1`;
    expect(rows[0]?.migration_name).toMatch(/first_tables$/);
  });
});
