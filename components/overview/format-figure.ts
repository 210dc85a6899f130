const whole = new Intl.NumberFormat("en-GB");
const compact = new Intl.NumberFormat("en-GB", { notation: "compact", maximumFractionDigits: 1 });

/** "12,345". */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** "12.3k", for axes. */
export function formatShortCount(count: number): string {
  return compact.format(count).toLowerCase();
}

/** Whether a success rate is one to act on; below that, failures are part of every day. */
export function isAlarming(rate: number | null): boolean {
  return rate !== null && rate < 0.95;
}

/** A part of 1 as "99.4%". Only all is 100 %, and only none 0 %: what failed is never rounded away. */
export function formatRate(rate: number): string {
  if (rate === 0 || rate === 1) return `${rate * 100}%`;
  const percent = rate * 100;
  const digits = percent > 99.9 ? 2 : 1;
  const least = 10 ** -digits;
  return `${Math.min(Math.max(percent, least), 100 - least).toFixed(digits)}%`;
}
