import { z } from "zod";
import { HOUR_MS } from "@/domain/duration";

/** The ranges that the overview shows. */
export const TIME_RANGES = ["24h", "7d", "30d"] as const;
export type TimeRange = (typeof TIME_RANGES)[number];

const HOURS: Record<TimeRange, { hours: number; barHours: number }> = {
  "24h": { hours: 24, barHours: 1 },
  "7d": { hours: 7 * 24, barHours: 3 },
  "30d": { hours: 30 * 24, barHours: 12 },
};

/** The choice of a range; an unknown one is replaced by the first. */
export const overviewOptions = z.object({ range: z.enum(TIME_RANGES).catch("24h") });

/**
 * Returns the beginning of each of the range's bars, as Unix milliseconds, and the length of a bar. Bars are whole in UTC, and
 * the last one holds the present.
 */
export function barsOf(range: TimeRange, now: Date): { starts: number[]; barMs: number } {
  const { hours, barHours } = HOURS[range];
  const barMs = barHours * HOUR_MS;
  const last = Math.floor(now.getTime() / barMs) * barMs;
  const count = hours / barHours;
  return { barMs, starts: Array.from({ length: count }, (_, index) => last - (count - 1 - index) * barMs) };
}
