import { Prisma } from "@/prisma/generated/client";

type Line = string | number | boolean | null | undefined;

/**
 * A column of a bulk statement as one `text[]` for `unnest`: cast it, and decode `jsonLine`s with `#>> '{}'`. Passed as an array, each
 * element would be looked at one by one and each quote in it escaped, which for whole payloads costs a good part of the
 * write. As lines of one text nothing is escaped; so none may hold a line break, and an empty one counts as null.
 */
export function sqlLines(values: readonly Line[]): Prisma.Sql {
  for (const value of values) {
    if (typeof value === "string" && value.includes("\n")) throw new Error("A line of a column must not hold a line break.");
  }
  return Prisma.sql`string_to_array(${values.join("\n")}, E'\\n', '')`;
}

/** Any text as a line: JSON, which has no raw line breaks. What a PostgreSQL text cannot hold (NUL, halves of characters) becomes U+FFFD. */
export function jsonLine(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : JSON.stringify(text.replace(UNSTORABLE, "\ufffd"));
}

const UNSTORABLE = /[\0\p{Surrogate}]/gu;
