import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";

/** A count of failures in a window of time. */
export interface FailureCount {
  key: string;
  windowMs: number;
}

interface Input extends FailureCount {
  db: Database;
  clock: Clock;
}

/**
 * Counts an attempt as failed before its password is checked, so that a hundred at once count as a hundred. Returns the number of failures
 * in the window, this one included. The window begins with its first failure.
 */
export async function countFailure({ db, clock, key, windowMs }: Input): Promise<number> {
  const now = clock.now();
  const expired = new Date(now.getTime() - windowMs);
  const [row] = await db.$queryRaw<[{ failures: number }]>`
    insert into login_throttle as t (key, failures, window_start) values (${key}, 1, ${now})
    on conflict (key) do update set
      failures = case when t.window_start <= ${expired} then 1 else least(t.failures + 1, 1000000) end,
      window_start = case when t.window_start <= ${expired} then excluded.window_start else t.window_start end
    returning failures`;
  return row.failures;
}

/** Takes back the count of one attempt that succeeded. */
export async function takeBackFailure({ db, key }: { db: Database; key: string }): Promise<void> {
  await db.$executeRaw`update login_throttle set failures = greatest(failures - 1, 0) where key = ${key}`;
}

/** Forgets the failures under a key. */
export async function forgetFailures({ db, key }: { db: Database; key: string }): Promise<void> {
  await db.loginThrottle.deleteMany({ where: { key } });
}
