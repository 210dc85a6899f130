import type { Database } from "@/server/platform/db";

/** Returns every text of every table of the database, also those within JSON, as `table.column: text`. Bytes are read as Latin-1. */
export async function readEveryText(db: Database): Promise<string[]> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await db.$queryRawUnsafe<{ row: string }[]>(`select row_to_json(t)::text as row from "${name}" t`);
    for (const { row } of rows) for (const { path, text } of textsOf(JSON.parse(row))) texts.push(`${name}${path}: ${text}`);
  }
  return texts;
}

function textsOf(value: unknown, path = ""): { path: string; text: string }[] {
  if (typeof value === "string") return [{ path, text: isBytes(value) ? Buffer.from(value.slice(2), "hex").toString("latin1") : value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [...textsOf(part, `${path}.${key}`), { path, text: key }]);
}

/** Checks whether a text is how PostgreSQL writes bytes. */
function isBytes(text: string): boolean {
  return /^\\x(?:[\da-f]{2})*$/.test(text);
}
