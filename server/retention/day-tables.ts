import { DAY_MS } from "@/domain/duration";
import { firstIdAt, firstUlidAt } from "@/domain/id-times";
import type { Retention } from "@/domain/retention/retention";

/** A table that is partitioned by the day. */
export interface DayTable {
  name: string;
  /** The column whose day decides. */
  key: "id" | "delivery_id" | "activity_id" | "created_at";
  /** The values of this column: times, or ids that begin with the time at which they were made. */
  holds: "time" | "delivery id" | "activity id";
  /** The setting that says for how long its rows are kept. */
  days: keyof Retention;
}

export const DAY_TABLES = [
  { name: "ended_delivery", key: "id", holds: "delivery id", days: "deliveryDays" },
  { name: "recorded_attempt", key: "delivery_id", holds: "delivery id", days: "deliveryDays" },
  { name: "skipped_delivery", key: "id", holds: "delivery id", days: "skippedDays" },
  { name: "delivery_body", key: "delivery_id", holds: "delivery id", days: "bodyDays" },
  { name: "attempt_body", key: "delivery_id", holds: "delivery id", days: "bodyDays" },
  { name: "activity", key: "id", holds: "activity id", days: "deliveryDays" },
  { name: "activity_operation", key: "activity_id", holds: "activity id", days: "deliveryDays" },
  { name: "event_body", key: "created_at", holds: "time", days: "bodyDays" },
] as const satisfies readonly DayTable[];

/** Returns the name of the partition of the day that begins at `dayMs` (Unix milliseconds). */
export function partitionOf({ name }: Pick<DayTable, "name">, dayMs: number): string {
  return `${name}_${new Date(dayMs).toISOString().slice(0, 10).replaceAll("-", "")}`;
}

/** Returns the beginning of the day of a partition (Unix milliseconds); null for the default partition. */
export function dayOf(partition: string): number | null {
  const [, year, month, day] = /_(\d{4})(\d{2})(\d{2})$/.exec(partition) ?? [];
  return year && month && day ? Date.UTC(Number(year), Number(month) - 1, Number(day)) : null;
}

/** Returns the value of a table's key with which the time `ms` begins. */
export function boundOf({ holds }: Pick<DayTable, "holds">, ms: number): string {
  switch (holds) {
    case "time":
      return new Date(ms).toISOString();
    case "delivery id":
      return firstIdAt("delivery", ms);
    case "activity id":
      return firstUlidAt(ms);
  }
}

/** Returns the condition, in SQL, that a row of the table belongs to the day that begins at `dayMs`. */
export function isOfDay(table: Pick<DayTable, "key" | "holds">, dayMs: number): string {
  const { key } = table;
  return `${key} >= '${boundOf(table, dayMs)}' and ${key} < '${boundOf(table, dayMs + DAY_MS)}'`;
}
