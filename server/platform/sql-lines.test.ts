import { describe, expect, it } from "vitest";
import { jsonLine, sqlLines } from "@/server/platform/sql-lines";
import { withTestDatabase } from "@/tests/support/test-database";

const database = withTestDatabase();

async function roundTrip(texts: (string | null)[]): Promise<(string | null)[]> {
  const rows = await database.db.$queryRaw<{ text: string | null }[]>`
    select line #>> '{}' as text from unnest(${sqlLines(texts.map(jsonLine))}::json[]) with ordinality as o(line, number) order by number`;
  return rows.map((row) => row.text);
}

describe("sqlLines", () => {
  it("carries any text through as it is", async () => {
    const texts = [
      "",
      "plain",
      "a\nb\r\n\tc",
      `"quoted" \\back\\ {"x": [1]}`,
      "Grüße 👋",
      "'; drop table delivery; --",
      "\\u0000 spelled out",
      "null",
    ];
    expect(await roundTrip(texts)).toEqual(texts);
  });

  it("carries null, also as the only or the last line", async () => {
    expect(await roundTrip(["a", null, "b", null])).toEqual(["a", null, "b", null]);
    const [row] = await database.db.$queryRaw<
      [{ count: number }]
    >`select count(*)::int as count from unnest(${sqlLines([])}, ${sqlLines([1, 2])}::int[])`;
    expect(row.count).toBe(2);
  });

  it("replaces what PostgreSQL cannot hold", async () => {
    expect(await roundTrip(["a\0b", "half \ud83d", "whole 👋"])).toEqual(["a\ufffdb", "half \ufffd", "whole 👋"]);
  });

  it("carries numbers and truth values", async () => {
    const rows = await database.db.$queryRaw`
      select number, flag from unnest(${sqlLines([1.5, null, 0])}::float8[], ${sqlLines([true, false, null])}::bool[]) as o(number, flag)`;
    expect(rows).toEqual([
      { number: 1.5, flag: true },
      { number: null, flag: false },
      { number: 0, flag: null },
    ]);
  });

  it("refuses a line that would become two", () => {
    expect(() => sqlLines(["a\nb"])).toThrow(/line break/);
  });
});
