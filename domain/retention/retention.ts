import { DAY_MS } from "@/domain/duration";
/** The days for which things are kept. History is deleted by whole days (UTC), so it lives up to a day longer. */
export interface Retention {
  /** For deliveries that succeeded or failed, their attempts, and the ids by which events published again are known. */
  deliveryDays: number;
  /** For what was published, sent and answered: events, payloads and the bodies of answers. */
  bodyDays: number;
  /** For deliveries that were skipped. */
  skippedDays: number;
  auditLogDays: number;
}

export const MAX_RETENTION_DAYS = 3_650;

/** Returns the beginning of a time's day (UTC), in Unix milliseconds. */
export function startOfDay(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS;
}

/** Returns the beginning of the oldest day that is kept at `now` (Unix milliseconds). */
export function keptFrom({ now, days }: { now: Date; days: number }): number {
  return startOfDay(now.getTime()) - days * DAY_MS;
}
