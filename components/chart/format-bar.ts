import { DAY_MS } from "@/domain/duration";

const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" });

const isDay = (barMs: number) => barMs * 24 > DAY_MS;

/**
 * Returns the starts of the bars that may have a label: the first bar of each of the reader's days, or every bar where one covers an hour
 * or less.
 */
export function tickStarts(starts: readonly number[], barMs: number): number[] {
  if (!isDay(barMs)) return [...starts];
  return starts.filter((start, index) => index > 0 && day.format(start) !== day.format(starts[index - 1]));
}

/** Returns the label below a bar, in the reader's zone: the time where a bar covers an hour or less, else the day. */
export function formatTick(startMs: number, barMs: number): string {
  return (isDay(barMs) ? day : time).format(startMs);
}

/** Returns the time that a bar covers: "Mon, 3 Nov, 14:00 – 15:00". */
export function formatBar(startMs: number, barMs: number): string {
  return `${weekday.format(startMs)}, ${time.format(startMs)} – ${time.format(startMs + barMs)}`;
}
