import { createHash } from "node:crypto";
import { Prisma } from "@/prisma/generated/client";

const MARK = "/* prepared */";
const nameOf = new Map<string, string>();

/**
 * The beginning of a raw statement that each connection parses and plans only once, because planning a long statement takes
 * longer than running it. Only for statements with a fixed text, since a connection never forgets one.
 */
export const PREPARED: Prisma.Sql = Prisma.raw(MARK);

/** Returns the name under which a connection keeps a statement; empty for a statement that is not kept. */
export function preparedName(sql: string): string {
  if (!sql.startsWith(MARK)) return "";
  const known = nameOf.get(sql);
  if (known) return known;
  const name = createHash("sha256").update(sql).digest("base64url").slice(0, 32);
  nameOf.set(sql, name);
  return name;
}
