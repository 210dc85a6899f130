const UNITS = [
  { limitSeconds: 60, seconds: 1, name: "s" },
  { limitSeconds: 3_600, seconds: 60, name: "min" },
  { limitSeconds: 86_400, seconds: 3_600, name: "h" },
  { limitSeconds: 7 * 86_400, seconds: 86_400, name: "d" },
] as const;

const dayOfYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const dayAndYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const exact = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  timeZoneName: "short",
});

/**
 * Returns a time by its distance: "just now", "24 s ago", "in 5 min", "3 d ago"; from a week on, the date. `nowMs` is Unix milliseconds.
 */
export function formatRelative(date: Date, nowMs: number): string {
  const seconds = (nowMs - date.getTime()) / 1_000;
  const distance = Math.abs(seconds);
  if (distance < 5) return "just now";
  const unit = UNITS.find((candidate) => distance < candidate.limitSeconds);
  if (!unit) {
    const isThisYear = date.getFullYear() === new Date(nowMs).getFullYear();
    return (isThisYear ? dayOfYear : dayAndYear).format(date);
  }
  const amount = `${Math.floor(distance / unit.seconds)} ${unit.name}`;
  return seconds > 0 ? `${amount} ago` : `in ${amount}`;
}

/** Returns a wait in whole units: "5 s", "30 min", "2 h". */
export function formatWait(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const unit = UNITS.findLast((candidate) => seconds >= candidate.seconds) ?? UNITS[0];
  return `${Math.round(seconds / unit.seconds)} ${unit.name}`;
}

/** Returns the time to the millisecond in the reader's own zone, which it names. */
export function formatExact(date: Date): string {
  return exact.format(date);
}

/** Returns a duration in words: "0.4 ms", "38 ms", "1.24 s", "2 min 3 s". */
export function formatDuration(ms: number): string {
  if (ms < 1) return `${ms.toFixed(1)} ms`;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 59_995) return `${(ms / 1_000).toFixed(2)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
