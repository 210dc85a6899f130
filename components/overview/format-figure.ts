const whole = new Intl.NumberFormat("en-GB");
const compact = new Intl.NumberFormat("en-GB", { notation: "compact", maximumFractionDigits: 1 });

/** Returns a number with its thousands apart: "12,345". */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** Returns a number in short form, for axes: "12.3k". */
export function formatShortCount(count: number): string {
  return compact.format(count).toLowerCase();
}

/** Checks whether a success rate is low enough to act on. Some failures are part of every day. */
export function isAlarming(rate: number | null): boolean {
  return rate !== null && rate < 0.95;
}

/** Returns a part of 1 as "99.4%". Only 1 gives 100%, and only 0 gives 0%: a failure is never rounded away. */
export function formatRate(rate: number): string {
  if (rate === 0 || rate === 1) return `${rate * 100}%`;
  const percent = rate * 100;
  const digits = percent > 99.9 ? 2 : 1;
  const least = 10 ** -digits;
  return `${Math.min(Math.max(percent, least), 100 - least).toFixed(digits)}%`;
}
