import { z } from "zod";

const FIRST = Date.parse("0001-01-01T00:00:00Z");
const LAST = Date.parse("9999-12-31T23:59:59.999Z");

/**
 * The schema of a moment in ISO 8601 with its offset. It returns the moment in UTC, cut to whole milliseconds. In UTC the moment
 * must lie in the years 1 to 9999: PostgreSQL has no year 0, and its driver cannot read a year of five digits.
 */
export const moment = z.iso
  .datetime({ offset: true, error: "Give a moment in ISO 8601 with its offset, such as 2030-10-01T00:00:00Z.", abort: true })
  .refine(isWithinYears, { error: "Give a moment of the years 1 to 9999, in UTC.", abort: true })
  .overwrite((value) => new Date(value).toISOString());

function isWithinYears(value: string): boolean {
  const at = Date.parse(value);
  return at >= FIRST && at <= LAST;
}
