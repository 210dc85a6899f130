import { Prisma } from "@/prisma/generated/client";

type Line = string | number | boolean | null | undefined;

/**
 * Returns a column of a bulk statement as one `text[]` for `unnest`: cast it, and decode `jsonLine`s with `#>> '{}'`. In an
 * array, the driver would look at each element and escape each quote in it, which for whole payloads costs a good part of the
 * write. Lines of one text need no escapes. So no value may hold a line break, and an empty one counts as null.
 */
export function sqlLines(values: readonly Line[]): Prisma.Sql {
  for (const value of values) {
    if (typeof value === "string" && value.includes("\n")) throw new Error("A line of a column must not hold a line break.");
  }
  return Prisma.sql`string_to_array(${values.join("\n")}, E'\\n', '')`;
}

/**
 * Returns any text as a line of JSON, which has no raw line breaks. Characters that a PostgreSQL text cannot hold (NUL, half
 * surrogate pairs) become U+FFFD.
 */
export function jsonLine(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : JSON.stringify(text.replace(UNSTORABLE, "\ufffd"));
}

const UNSTORABLE = /[\0\p{Surrogate}]/gu;
