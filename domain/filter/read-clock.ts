/** A time of day and its offset. */
export interface Clock {
  /** Seconds since midnight, at most 86,400. */
  seconds: number;
  /** Nanoseconds within the second; smaller fractions are cut off. */
  nanoseconds: number;
  /** Seconds that the clock is ahead of UTC. */
  offset: number;
  isLeapSecond: boolean;
}

const SEPARATED = String.raw`(?:t|,?\s+(?:at\s+)?)(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d+))?)?(?:\s*(?<half>[ap])m)?`;
const BASIC = String.raw`t?(?<hour>\d\d)(?<minute>\d\d)(?:(?<second>\d\d)(?:[.,](?<fraction>\d+))?)?`;
const OFFSET = String.raw`(?:UTC|GMT)?(?<sign>[+-])(?<hours>\d\d)(?::?(?<minutes>\d\d)(?::?(?<seconds>\d\d))?)?(?:\s+[a-z]{2,5})?`;
const NAMED_ZONE = "(?<zone>Z|UTC?|GMT|[ECMP][SD]T)";
/** A tag (RFC 9557, section 3.3). A tag that is marked as critical and is not understood makes the whole text invalid. */
const TAG = String.raw`\[(?:(?!!)[\w+\-/.:=]+|!u-ca=(?:iso8601|gregory))\]`;
const COMMENT = String.raw`\s*\([^()]*\)`;
const [SEPARATED_FORM, BASIC_FORM] = [toForm(SEPARATED), toForm(BASIC)];

function toForm(clock: string): RegExp {
  return new RegExp(`^(?:${clock})?(?:\\s*(?:${OFFSET}|${NAMED_ZONE})(?:${TAG})*(?:${COMMENT})?)?$`, "i");
}

/** Hours ahead of UTC (RFC 5322, section 4.3). Other abbreviations mean different offsets to different people. */
const ZONES: Readonly<Record<string, number>> = { EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7 };

const A_DAY = 86_400;

/**
 * Reads the text after a day: a time, its offset and a tag or comment. Each may be absent; the defaults are midnight and UTC.
 * Returns null for any other text. 24:00:00 is the end of the day. Second 60 is read only where UTC has leap seconds (RFC 3339,
 * section 5.7).
 */
export function readClock(text: string): Clock | null {
  const groups = (SEPARATED_FORM.exec(text) ?? BASIC_FORM.exec(text))?.groups;
  if (!groups) return null;
  const { hour = "0", minute = "0", second = "0", fraction = "", half } = groups;
  const offset = offsetOf(groups);
  const hours = half === undefined ? Number(hour) : hourOfHalf(Number(hour), half);
  if (offset === null || hours === null || Number(minute) > 59) return null;
  const seconds = hours * 3_600 + Number(minute) * 60 + Number(second);
  const nanoseconds = Number(fraction.slice(0, 9).padEnd(9, "0"));
  const isLeapSecond = Number(second) === 60 && (((seconds - offset) % A_DAY) + A_DAY) % A_DAY === 0;
  if ((Number(second) > 59 && !isLeapSecond) || seconds + nanoseconds / 1e9 > A_DAY) return null;
  return { seconds, nanoseconds, offset, isLeapSecond };
}

function offsetOf({ sign, hours = "", minutes = "0", seconds = "0", zone = "" }: Partial<Record<string, string>>): number | null {
  if (sign === undefined) return (ZONES[zone.toUpperCase()] ?? 0) * 3_600;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds));
}

/** Returns the hour from 0 to 23. 12 a.m. is midnight, 12 p.m. is noon. */
function hourOfHalf(hour: number, half: string): number | null {
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
}
