import { describe, expect, it } from "vitest";
import { readMoment } from "@/domain/filter/read-moment";
import { ExactNumber } from "@/domain/json/exact-number";

/** The forms in the order of the table in docs/decisions/021-values-in-filters.md. The instant is in UTC. */
const READ: readonly [form: string, value: unknown, instant: string, day: string][] = [
  ["a day", "2026-03-01", "2026-03-01T00:00:00Z", "2026-03-01"],
  ["a day of one digit", "2026-3-1", "2026-03-01T00:00:00Z", "2026-03-01"],
  ["a day with slashes, the year first", "2026/03/01", "2026-03-01T00:00:00Z", "2026-03-01"],
  ["a day in XML", "2026-03-01+02:00", "2026-02-28T22:00:00Z", "2026-03-01"],
  ["a day with points, as in German", "1.3.2026", "2026-03-01T00:00:00Z", "2026-03-01"],
  ["a day in basic form", "20260301", "2026-03-01T00:00:00Z", "2026-03-01"],
  ["a day by its number in the year", "2026-060", "2026-03-01T00:00:00Z", "2026-03-01"],
  ["a day of a week", "2026-W09-7", "2026-03-01T00:00:00Z", "2026-03-01"],
  ["a day of a week in basic form", "2026W097", "2026-03-01T00:00:00Z", "2026-03-01"],
  ["a day of the first week, in the year before", "2026-W01-1", "2025-12-29T00:00:00Z", "2025-12-29"],
  ["a day of a 53rd week", "2026-W53-7", "2027-01-03T00:00:00Z", "2027-01-03"],

  ["RFC 3339", "2026-03-01T15:00:00Z", "2026-03-01T15:00:00Z", "2026-03-01"],
  ["RFC 3339 in lower case", "2026-03-01t15:00:00z", "2026-03-01T15:00:00Z", "2026-03-01"],
  ["RFC 3339 with an offset, on another day", "2026-03-01T01:00:00+02:00", "2026-02-28T23:00:00Z", "2026-03-01"],
  ["RFC 3339 with an unknown offset", "2026-03-01T15:00:00-00:00", "2026-03-01T15:00:00Z", "2026-03-01"],
  ["minutes", "2026-03-01T15:00", "2026-03-01T15:00:00Z", "2026-03-01"],
  ["an hour of one digit", "2026-03-01 9:30", "2026-03-01T09:30:00Z", "2026-03-01"],
  ["a comma", "2026-03-01T15:00:00,5Z", "2026-03-01T15:00:00.5Z", "2026-03-01"],
  ["a short offset", "2026-03-01T15:00:00+01", "2026-03-01T14:00:00Z", "2026-03-01"],
  ["a basic offset", "2026-03-01T15:00:00-0130", "2026-03-01T16:30:00Z", "2026-03-01"],
  ["basic form", "20260301T150000Z", "2026-03-01T15:00:00Z", "2026-03-01"],
  ["basic form with milliseconds", "20260301T150000.250+0100", "2026-03-01T14:00:00.25Z", "2026-03-01"],
  ["LDAP's GeneralizedTime", "20260301150000.0Z", "2026-03-01T15:00:00Z", "2026-03-01"],
  ["digits to the second", "20260301150000", "2026-03-01T15:00:00Z", "2026-03-01"],
  ["digits to the minute", "202603011500", "2026-03-01T15:00:00Z", "2026-03-01"],
  ["the day's end", "2026-03-01T24:00:00Z", "2026-03-02T00:00:00Z", "2026-03-02"],
  ["a leap second", "2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z", "2016-12-31"],
  ["a leap second elsewhere", "2016-12-31T15:59:60-08:00", "2017-01-01T00:00:00Z", "2016-12-31"],
  ["RFC 9557", "2026-03-01T15:00:00+01:00[Europe/Berlin][u-ca=iso8601]", "2026-03-01T14:00:00Z", "2026-03-01"],
  ["RFC 9557 with a calendar that must be minded", "2026-03-01T15:00:00Z[!u-ca=gregory]", "2026-03-01T15:00:00Z", "2026-03-01"],
  ["Java's ZonedDateTime", "2026-03-01T15:00Z[UTC]", "2026-03-01T15:00:00Z", "2026-03-01"],
  [".NET's round trip", "2026-03-01T15:00:00.1234567+01:00", "2026-03-01T14:00:00.1234567Z", "2026-03-01"],
  ["ASP.NET's JSON", "/Date(1772377200000+0100)/", "2026-03-01T15:00:00Z", "2026-03-01"],

  ["PostgreSQL", "2026-03-01 15:00:00.123456+00", "2026-03-01T15:00:00.123456Z", "2026-03-01"],
  ["PostgreSQL, an offset of half an hour", "2026-03-01 15:00:00+05:30", "2026-03-01T09:30:00Z", "2026-03-01"],
  ["PostgreSQL, an offset from before the railway", "1880-01-01 00:00:00+00:53:28", "1879-12-31T23:06:32Z", "1880-01-01"],
  ["MySQL", "2026-03-01 15:00:00", "2026-03-01T15:00:00Z", "2026-03-01"],
  ["SQL Server's datetimeoffset", "2026-03-01 15:00:00.1234567 +01:00", "2026-03-01T14:00:00.1234567Z", "2026-03-01"],
  ["SQL Server's default text", "Mar  1 2026  3:00PM", "2026-03-01T15:00:00Z", "2026-03-01"],
  ["Oracle", "01-MAR-2026 15:00:00", "2026-03-01T15:00:00Z", "2026-03-01"],
  ["Oracle's default text", "01-MAR-26", "2026-03-01T00:00:00Z", "2026-03-01"],
  ["SQLite", "2026-03-01 15:00:00.123", "2026-03-01T15:00:00.123Z", "2026-03-01"],
  ["Python's str", "2026-03-01 15:00:00.123456+05:30", "2026-03-01T09:30:00.123456Z", "2026-03-01"],
  ["Ruby's to_s", "2026-03-01 15:00:00 UTC", "2026-03-01T15:00:00Z", "2026-03-01"],
  ["Go's String", "2026-03-01 15:00:00.123456789 +0100 CET", "2026-03-01T14:00:00.123456789Z", "2026-03-01"],

  ["RFC 5322", "Sun, 01 Mar 2026 15:00:00 +0100", "2026-03-01T14:00:00Z", "2026-03-01"],
  ["RFC 5322 without the weekday and seconds", "1 Mar 2026 15:00 -0000", "2026-03-01T15:00:00Z", "2026-03-01"],
  ["RFC 5322 with a comment", "Sun, 1 Mar 2026 15:00:00 +0100 (CET)", "2026-03-01T14:00:00Z", "2026-03-01"],
  ["RFC 5322's named zones", "Sun, 01 Mar 2026 15:00:00 EST", "2026-03-01T20:00:00Z", "2026-03-01"],
  ["RFC 5322's years of two digits", "1 Mar 99 15:00:00 GMT", "1999-03-01T15:00:00Z", "1999-03-01"],
  ["RFC 9110", "Sun, 01 Mar 2026 15:00:00 GMT", "2026-03-01T15:00:00Z", "2026-03-01"],
  ["RFC 9110 as RFC 850 had it", "Sunday, 01-Mar-26 15:00:00 GMT", "2026-03-01T15:00:00Z", "2026-03-01"],
  ["C's asctime", "Sun Mar  1 15:00:00 2026", "2026-03-01T15:00:00Z", "2026-03-01"],
  ["Unix's date", "Sun Mar  1 15:00:00 UTC 2026", "2026-03-01T15:00:00Z", "2026-03-01"],
  ["JavaScript's toString", "Sun Mar 01 2026 15:00:00 GMT+0100 (Central European Standard Time)", "2026-03-01T14:00:00Z", "2026-03-01"],
  ["English", "March 1, 2026", "2026-03-01T00:00:00Z", "2026-03-01"],
  ["English, with the time", "March 1st, 2026 at 12:15 am", "2026-03-01T00:15:00Z", "2026-03-01"],
  ["English, the day first", "1 March 2026", "2026-03-01T00:00:00Z", "2026-03-01"],

  ["Unix seconds", 1_772_377_200, "2026-03-01T15:00:00Z", "2026-03-01"],
  ["Unix seconds with a fraction", 1_772_377_200.25, "2026-03-01T15:00:00.25Z", "2026-03-01"],
  ["Unix seconds before 1970", -315_619_200, "1960-01-01T00:00:00Z", "1960-01-01"],
  ["Unix seconds before 1970, within a day", -315_619_201, "1959-12-31T23:59:59Z", "1959-12-31"],
  ["Unix seconds as a text", "1772377200", "2026-03-01T15:00:00Z", "2026-03-01"],
  ["Unix seconds with an exponent", new ExactNumber("1.7723772e9"), "2026-03-01T15:00:00Z", "2026-03-01"],
  ["Unix milliseconds", 1_772_377_200_123, "2026-03-01T15:00:00.123Z", "2026-03-01"],
  ["Unix milliseconds as a text", "1772377200123", "2026-03-01T15:00:00.123Z", "2026-03-01"],
  ["Unix microseconds", 1_772_377_200_123_456, "2026-03-01T15:00:00.123456Z", "2026-03-01"],
  ["Unix nanoseconds", new ExactNumber("1772377200123456789"), "2026-03-01T15:00:00.123456789Z", "2026-03-01"],
  ["a day as a number", 20_260_301, "2026-03-01T00:00:00Z", "2026-03-01"],
  ["white space around", " 2026-03-01T15:00:00Z\n", "2026-03-01T15:00:00Z", "2026-03-01"],
  [".NET's first moment", "0001-01-01T00:00:00", "0001-01-01T00:00:00Z", "0001-01-01"],
];

function nanosecondsOf(utc: string): bigint {
  const [, second = "", fraction = ""] = /^([^.]+?)(?:\.(\d+))?Z$/.exec(utc) ?? [];
  return BigInt(Date.parse(`${second}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, "0"));
}

describe("readMoment", () => {
  it.each(READ)("reads %s: %s", (_form, value, instant, day) => {
    expect(readMoment(value)).toEqual({ instant: nanosecondsOf(instant), day: Date.parse(day) / 86_400_000 });
  });

  it("takes PostgreSQL's infinity for later than everything, and its opposite for earlier", () => {
    expect(readMoment("infinity")).toEqual({ instant: Number.POSITIVE_INFINITY, day: Number.POSITIVE_INFINITY });
    expect(readMoment("-infinity")).toEqual({ instant: Number.NEGATIVE_INFINITY, day: Number.NEGATIVE_INFINITY });
  });

  it.each([
    ...["soon", "yesterday", "", " ", "null", "2026", "2026-03", "15:00", "T15:00", "2026-03-01T", "2026-03-01T15"],
    ...[
      "2026-02-30",
      "2026-13-01",
      "2026-00-10",
      "2026-03-00",
      "2025-02-29",
      "0000-00-00 00:00:00",
      "2026-366",
      "2026-W54-1",
      "2026-W00-1",
    ],
    ...["2026-03-01T25:00:00Z", "2026-03-01T24:00:01Z", "2026-03-01T15:60:00Z", "2026-03-01T15:00:60Z", "2026-03-01T15:00:61Z"],
    ...["2026-03-01T15:00:00+24:00", "2026-03-01T15:00:00+01:60", "2026-03-01 13:00 PM", "2026-03-01 0:30 AM"],
    ...["03/04/2026", "3/4/2026 3:00:00 PM", "03-04-2026", "2026-03/01", "01.03.26", "1 Brumaire 2026", "31 Apr 2026"],
    ...["Sun, 01 Mar 2026 15:00:00 CET", "2026-03-01T15:00:00[Europe/Berlin]", "2026-03-01T15:00:00Z[!Europe/Berlin]"],
    ...["2026-03-01T15:00:00Z[!u-ca=hebrew]", "2026-03-01T15:00:00Z[!knort=blargel]", "2026-03-01T15:00:00Z[", "2026-03-01x"],
    ...["+02026-03-01", "2026-03-011", "2026-03-0115:00", "44 BC", "2026-03-01 15:00:00 BC"],
    ...[0, 1, 2026, 99_999_999, 20_261_301, 1e21, 1.5, Number.NaN, true, null, undefined, {}, ["2026-03-01"]],
    ...[new ExactNumber("1e999999999"), new ExactNumber("1e-400"), `2026-03-01${" ".repeat(200)}15:00`],
  ])("does not read %j", (value) => {
    expect(readMoment(value)).toBeNull();
  });

  it("takes long texts at once", () => {
    for (const part of ["1", "2026-03-01 ", " ", "a", "[a]", "(", "Mar "]) expect(readMoment(part.repeat(1_000_000))).toBeNull();
  });
});
