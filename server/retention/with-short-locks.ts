import { setTimeout as sleep } from "node:timers/promises";
import { DAYS_LOCK } from "@/server/installation/advisory-locks";
import { type Database, setTimeLimits, type Transaction } from "@/server/platform/db";

/** The longest that a statement waits for a lock. Others that come meanwhile wait behind it. */
const LOCK_MS = 200;
/**
 * The wait of each fifth try. A vacuum that PostgreSQL has started by itself may hold the lock for minutes, and is ended only once somebody
 * has waited for it as long as `deadlock_timeout`, a second by default.
 */
const LONGER_LOCK_MS = 1_500;
const LONGER_EACH = 5;
const MAX_TRIES = 20;
const PAUSE_MS = 500;
/** The longest that a transaction lasts. Rows of a whole day may have to be moved, which a connection's own limits would end. */
const MAX_TRANSACTION_MS = 300_000;

/**
 * Runs `change`, which alters tables that everybody uses, in a transaction. It waits for no lock longer than 200 ms, each
 * fifth time 1.5 s, and tries again later, so that nobody waits long behind it. Only one process at a time alters the tables of days.
 * Throws when the locks cannot be had for some twenty seconds.
 */
export async function withShortLocks<Result>(db: Database, change: (tx: Transaction) => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await db.$transaction(
        async (tx) => {
          // Nobody waits behind those who wait for their turn.
          await setTimeLimits(tx, { statementMs: MAX_TRANSACTION_MS, lockMs: MAX_TRANSACTION_MS });
          await tx.$executeRaw`select pg_advisory_xact_lock(${DAYS_LOCK})`;
          await setTimeLimits(tx, { statementMs: MAX_TRANSACTION_MS, lockMs: tries % LONGER_EACH === 0 ? LONGER_LOCK_MS : LOCK_MS });
          return change(tx);
        },
        { timeout: MAX_TRANSACTION_MS },
      );
    } catch (error) {
      if (tries === MAX_TRIES || !isLockTimeout(error)) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

/** Checks for PostgreSQL's lock_not_available and deadlock_detected. */
function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && /\b(55P03|40P01)\b|lock timeout|deadlock detected/.test(`${error.message} ${JSON.stringify(error)}`);
}
