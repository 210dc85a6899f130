import { DAY_MS } from "@/domain/duration";
import { firstIdAt } from "@/domain/id-times";
import type { Retention } from "@/domain/retention/retention";

/** A table that is partitioned by the day. */
export interface DayTable {
  name: string;
  /** The column whose day decides: a time, or a delivery's id, which begins with the time at which it was made. */
  key: "id" | "delivery_id" | "created_at";
  /** The setting that says for how long its rows are kept. */
  days: keyof Retention;
}

export const DAY_TABLES = [
  { name: "ended_delivery", key: "id", days: "deliveryDays" },
  { name: "recorded_attempt", key: "delivery_id", days: "deliveryDays" },
  { name: "skipped_delivery", key: "id", days: "skippedDays" },
  { name: "delivery_body", key: "delivery_id", days: "bodyDays" },
  { name: "attempt_body", key: "delivery_id", days: "bodyDays" },
  { name: "event_body", key: "created_at", days: "bodyDays" },
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
export function boundOf({ key }: Pick<DayTable, "key">, ms: number): string {
  return key === "created_at" ? new Date(ms).toISOString() : firstIdAt("delivery", ms);
}

/** Returns the condition, in SQL, that a row of the table belongs to the day that begins at `dayMs`. */
export function isOfDay(table: Pick<DayTable, "key">, dayMs: number): string {
  const { key } = table;
  return `${key} >= '${boundOf(table, dayMs)}' and ${key} < '${boundOf(table, dayMs + DAY_MS)}'`;
}
