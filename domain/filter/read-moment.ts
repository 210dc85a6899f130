import { readClock } from "@/domain/filter/read-clock";
import { readLeadingDay } from "@/domain/filter/read-day";
import { readDecimal } from "@/domain/json/decimal";
import { ExactNumber } from "@/domain/json/exact-number";

/** A moment of an event, as an instant and as a day. */
export interface Moment {
  /** Nanoseconds since the beginning of 1970 in UTC; ±Infinity for PostgreSQL's `infinity`. */
  instant: bigint | number;
  /** Days since 1970-01-01 in the offset that the value carries. */
  day: number;
}

/** The longest text that is read. It is longer than any written date and bounds the work of the patterns. */
const MAX_LENGTH = 128;
const A_SECOND = 1_000_000_000n;
const A_DAY = 86_400n * A_SECOND;

const DIGITS = /^(?:\d{8}|\d{12}|\d{14})$/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
/** The form of C's asctime, Unix's date and Java's Date, which end with the year. */
const YEAR_LAST = /^([a-z][a-z,\s]+\d{1,2})\s+(\d{1,2}:\d\d:\d\d(?:\s+[a-z]+)?)\s+(\d{4})$/i;
/** The form in which ASP.NET and Dynamics write JSON. The offset only tells where it was written. */
const DOTNET = /^\/Date\((-?\d+)([+-]\d{4})?\)\/$/;
const INFINITIES: Readonly<Record<string, number>> = { infinity: Number.POSITIVE_INFINITY, "-infinity": Number.NEGATIVE_INFINITY };

/**
 * Reads a date, with or without a time, as people, databases and libraries write it, and Unix times; the table is in
 * docs/decisions/021-values-in-filters.md. A date alone is the beginning of that day; a time without an offset is in UTC. Returns
 * null for a text that is no date, for a date that the calendar does not have, and for one that may mean different days, such as
 * `03/04/2026`. Takes constant time.
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
 * Reads a number as a moment. Digits that form a date from 1900 to 2099 are that date: `20260301` or `20260301150000`. Any other
 * number is a Unix time: 9 to 11 digits are seconds, up to 14 milliseconds, up to 17 microseconds, up to 20 nanoseconds. Returns
 * null for smaller numbers, which are years, counts or ids.
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

/** Reads a Unix time. `places` is the number of decimal places that turn its unit into nanoseconds. */
function readUnixTime(text: string, places: number): Moment | null {
  const number = readDecimal(text);
  if (!number || number.exponent > 20) return null;
  const length = Math.max(0, number.exponent + places);
  const digits = number.digits.padEnd(length, "0").slice(0, length);
  const instant = BigInt(`${number.isNegative ? "-" : ""}${digits || "0"}`);
  // Division cuts towards zero, but the day of a negative instant is the earlier one.
  const day = instant / A_DAY - (instant % A_DAY < 0n ? 1n : 0n);
  return { instant, day: Number(day) };
}
