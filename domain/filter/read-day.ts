/** A day at the beginning of a text, and the rest of the text. */
export interface LeadingDay {
  /** Days since 1970-01-01. */
  day: number;
  year: number;
  rest: string;
}

const WEEKDAY = String.raw`(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s+)?`;
const MONTHS = [
  ...["january", "february", "march", "april", "may", "june"],
  ...["july", "august", "september", "october", "november", "december"],
];
const DAYS_OF_MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MONTH_NAME = "(?<name>[a-z]{3,9})";
const NAMED_DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;

/** The forms of a written day; docs/decisions/021-values-in-filters.md has the table. */
const FORMS: readonly RegExp[] = [
  /^(?<year>\d{4})(?<separator>[-/])(?<month>\d{1,2})\k<separator>(?<day>\d{1,2})(?!\d)/,
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)/,
  /^(?<year>\d{4})-(?<ordinal>\d{3})(?!\d)/,
  /^(?<year>\d{4})(?<separator>-?)W(?<week>\d\d)\k<separator>(?<weekday>[1-7])(?!\d)/i,
  /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?!\d)/,
  new RegExp(String.raw`^${WEEKDAY}${NAMED_DAY}(?:-|\s+)${MONTH_NAME}(?:-|,?\s+)(?<year>\d{2,4})(?!\d)`, "i"),
  new RegExp(String.raw`^${WEEKDAY}${MONTH_NAME}\s+${NAMED_DAY},?\s+(?<year>\d{4})(?!\d)`, "i"),
];

/** Reads the day at the beginning of a text. Returns null where there is none, or where the calendar does not have it. */
export function readLeadingDay(text: string): LeadingDay | null {
  for (const form of FORMS) {
    const match = form.exec(text);
    if (!match?.groups) continue;
    const year = readYear(match.groups["year"] ?? "");
    const day = dayOf(year, match.groups);
    return day === null ? null : { day, year, rest: text.slice(match[0].length) };
  }
  return null;
}

/** Reads a year. Two and three digits mean what RFC 5322, section 4.3, says. */
function readYear(digits: string): number {
  const year = Number(digits);
  return digits.length === 4 ? year : digits.length === 3 || year >= 50 ? 1900 + year : 2000 + year;
}

function dayOf(year: number, { month, name, day, ordinal, week, weekday }: Partial<Record<string, string>>): number | null {
  if (year < 1) return null;
  if (week !== undefined) return dayInWeek(year, Number(week), Number(weekday));
  if (ordinal !== undefined) {
    const newYear = dayInCalendar(year, 0, 1);
    const isInYear = Number(ordinal) >= 1 && Number(ordinal) <= dayInCalendar(year + 1, 0, 1) - newYear;
    return isInYear ? newYear + Number(ordinal) - 1 : null;
  }
  const index = name === undefined ? Number(month) - 1 : MONTHS.findIndex((known) => known.startsWith(name.toLowerCase()));
  const length = index === 1 && isLeapYear(year) ? 29 : (DAYS_OF_MONTHS[index] ?? 0);
  return Number(day) >= 1 && Number(day) <= length ? dayInCalendar(year, index, Number(day)) : null;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/**
 * Returns days since 1970-01-01; `month` counts from 0. Date.UTC reads the years 0 to 99 as 1900 to 1999, so it is given a year
 * 400 later: the calendar repeats every 400 years.
 */
function dayInCalendar(year: number, month: number, day: number): number {
  return Date.UTC(year + 400, month, day) / 86_400_000 - 146_097;
}

/** Returns the day of an ISO week. Week 1 holds 4 January, and weeks begin on Monday (ISO 8601-1, section 4.3.9). */
function dayInWeek(year: number, week: number, weekday: number): number | null {
  const first = mondayOf(dayInCalendar(year, 0, 4));
  const next = mondayOf(dayInCalendar(year + 1, 0, 4));
  const day = first + (week - 1) * 7 + weekday - 1;
  return week >= 1 && day < next ? day : null;
}

/** Returns the Monday of a day's week. 1970-01-01 was a Thursday. */
function mondayOf(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7);
}
