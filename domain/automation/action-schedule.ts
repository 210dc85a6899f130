import { z } from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/domain/duration";
import { readMoment } from "@/domain/filter/read-moment";
import { storableText } from "@/domain/storable-text";

const id = storableText({ min: 1, max: 255 });

/** The most units of a schedule, so that every time it leads to is one that the calendar has. */
const MAX_UNITS = 100_000;

const TIME_PERIODS = ["minutes", "hours", "days", "weeks", "months"] as const;
type TimePeriod = (typeof TIME_PERIODS)[number];

/** A time that actions wait for, by `schedule_id`: so many units before or after a moment. */
export const actionSchedule = z.looseObject({
  id,
  source: z.looseObject({
    id,
    origin: z.enum(["trigger", "action", "automation"], "Give trigger, action or automation: there are no tasks of workflows here."),
    schema: id.optional(),
    attribute: storableText({ max: 1_000 }).nullish(),
  }),
  numberOfUnits: z.number().min(0).max(MAX_UNITS).optional(),
  timePeriod: z.enum(TIME_PERIODS).optional(),
  timeRelation: z.enum(["after", "before"]).optional(),
});
export type ActionSchedule = z.output<typeof actionSchedule>;

const LENGTHS_MS: Readonly<Record<Exclude<TimePeriod, "months">, number>> = {
  minutes: MINUTE_MS,
  hours: HOUR_MS,
  days: DAY_MS,
  weeks: 7 * DAY_MS,
};

const FIRST_MS = Date.parse("0001-01-01T00:00:00Z");
const LAST_MS = Date.parse("9999-12-31T23:59:59Z");
const NANOSECONDS_A_MILLISECOND = 1_000_000n;

/**
 * Returns when a schedule is due, `from` being the moment that it counts from; null where that is none, or the time is in no year of
 * ours.
 */
export function dueAt({ schedule, from }: { schedule: ActionSchedule; from: unknown }): Date | null {
  const start = from instanceof Date ? from : toDate(from);
  if (!start) return null;
  const units = (schedule.numberOfUnits ?? 0) * (schedule.timeRelation === "before" ? -1 : 1);
  const period = schedule.timePeriod ?? "minutes";
  const due = period === "months" ? addMonths(start, units) : new Date(start.getTime() + units * LENGTHS_MS[period]);
  return due.getTime() >= FIRST_MS && due.getTime() <= LAST_MS ? due : null;
}

function toDate(value: unknown): Date | null {
  const instant = readMoment(value)?.instant;
  return typeof instant === "bigint" ? new Date(Number(instant / NANOSECONDS_A_MILLISECOND)) : null;
}

/** Returns the same day and time of another month, in UTC; the last day of a month that has no such day. Parts of a month are left out. */
function addMonths(start: Date, months: number): Date {
  const moved = new Date(start);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + Math.trunc(months));
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(start.getUTCDate(), lastDay));
  return moved;
}
