import { readClock } from "@/domain/filter/read-clock";
import { readLeadingDay } from "@/domain/filter/read-day";
import { readDecimal } from "@/domain/json/decimal";
import { ExactNumber } from "@/domain/json/exact-number";

/** A moment as an event has it, in both of its meanings. */
export interface Moment {
  /** Nanoseconds since 1970 began in UTC; ±Infinity for PostgreSQL's `infinity`. */
  instant: bigint | number;
  /** Days since 1970-01-01 in the offset that the value carries. */
  day: number;
}

/** Above any date that is written: it bounds what the patterns look at. */
const MAX_LENGTH = 128;
const A_SECOND = 1_000_000_000n;
const A_DAY = 86_400n * A_SECOND;

const DIGITS = /^(?:\d{8}|\d{12}|\d{14})$/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
/** How C's asctime, Unix's date and Java's Date end: with the year. */
const YEAR_LAST = /^([a-z][a-z,\s]+\d{1,2})\s+(\d{1,2}:\d\d:\d\d(?:\s+[a-z]+)?)\s+(\d{4})$/i;
/** How ASP.NET and Dynamics write JSON. The offset says only where it was written. */
const DOTNET = /^\/Date\((-?\d+)([+-]\d{4})?\)\/$/;
const INFINITIES: Readonly<Record<string, number>> = { infinity: Number.POSITIVE_INFINITY, "-infinity": Number.NEGATIVE_INFINITY };

/**
 * Reads a date, with or without a time, as people, databases and libraries write it, and Unix times; the table is in
 * docs/decisions/021-values-in-filters.md. A date alone is the beginning of that day, a time without an offset is UTC. Gives null for
 * what is no date, what the calendar does not have, and what may mean different days, such as `03/04/2026`. Takes constant time.
 */
export function readMoment(value: unknown): Moment | null {
  if (value instanceof ExactNumber) return readNumber(value.text);
  if (typeof value === "number") return readNumber(String(value));
  if (typeof value !== "string") return null;
  const text = value.trim();
  if (text.length > MAX_LENGTH) return null;
  if (NUMBER.test(text)) return readNumber(text);
  const infinity = INFINITIES[text.toLowerCase()];
  if (infinity !== undefined) return { instant: infinity, day: infinity };
  const dotnet = DOTNET.exec(text);
  if (dotnet) return readUnixTime(dotnet[1] ?? "", 6);
  return readWritten(text.replace(YEAR_LAST, "$1 $3 $2"));
}

function readWritten(text: string): Moment | null {
  const leading = readLeadingDay(text);
  const clock = leading && readClock(leading.rest);
  if (!clock) return null;
  const { seconds, nanoseconds, offset, isLeapSecond } = clock;
  const isNextDay = seconds === 86_400 && !isLeapSecond;
  return {
    instant: BigInt(leading.day * 86_400 + seconds - offset) * A_SECOND + BigInt(nanoseconds),
    day: leading.day + (isNextDay ? 1 : 0),
  };
}

/**
 * Reads a number as its digits stand for a date of this or the last century, `20260301` or `20260301150000`, else as a Unix time: in
 * seconds with 9 to 11 digits, milliseconds up to 14, microseconds up to 17, nanoseconds up to 20. Smaller ones are years, counts, ids.
 */
function readNumber(text: string): Moment | null {
  if (text.length > MAX_LENGTH) return null;
  const leading = DIGITS.test(text) ? readLeadingDay(text) : null;
  if (leading && leading.year >= 1900 && leading.year < 2100) {
    const moment = readWritten(text);
    if (moment) return moment;
  }
  const length = readDecimal(text)?.exponent ?? 0;
  return length >= 9 && length <= 20 ? readUnixTime(text, 9 - 3 * Math.floor((length - 9) / 3)) : null;
}

/** `places`: how many decimal places make nanoseconds of it. */
function readUnixTime(text: string, places: number): Moment | null {
  const number = readDecimal(text);
  if (!number || number.exponent > 20) return null;
  const length = Math.max(0, number.exponent + places);
  const digits = number.digits.padEnd(length, "0").slice(0, length);
  const instant = BigInt(`${number.isNegative ? "-" : ""}${digits || "0"}`);
  // Division cuts towards zero, a day begins before.
  const day = instant / A_DAY - (instant % A_DAY < 0n ? 1n : 0n);
  return { instant, day: Number(day) };
}
