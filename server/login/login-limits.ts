import { createHash } from "node:crypto";
import { MINUTE_MS } from "@/domain/duration";
import type { FailureCount } from "@/server/login/failure-counts";

const ACCOUNT_WINDOW_MS = 15 * MINUTE_MS;

/** So many failures in a window cost no time: people mistype. */
export const FREE_FAILURES = 10;
/** So many failures of strangers over the whole installation cost no time. */
const FREE_FAILURES_OF_ALL = 100;
const LONGEST_WAIT_MS = 30_000;
const WAIT_OF_ALL_MS = 1_500;

/** The failures of all strangers together. */
export const OF_INSTALLATION: FailureCount = { key: "installation", windowMs: 5 * MINUTE_MS };

/** Returns the count of a device that is known from an earlier login. */
export const ofDevice = (deviceId: string): FailureCount => ({ key: `device:${deviceId}`, windowMs: ACCOUNT_WINDOW_MS });

/** Returns the count of the guesses within a session. */
export const ofSession = (sessionId: string): FailureCount => ({ key: `session:${sessionId}`, windowMs: ACCOUNT_WINDOW_MS });

/**
 * Returns the count of an account, whether it exists or not. Accounts share 65,536 counts, so that made-up addresses cannot fill a table;
 * the key is a hash, since nobody's address should be readable among failures.
 */
export function ofAccount(email: string): FailureCount {
  return { key: `account:${hashAccount(email).slice(0, 4)}`, windowMs: ACCOUNT_WINDOW_MS };
}

/** Returns the hash that stands for an address, in hexadecimal digits. */
export function hashAccount(email: string): string {
  return createHash("sha256").update(email).digest("hex");
}

/**
 * Returns the time that an attempt of a stranger waits before its password is checked, in milliseconds. The numbers of failures include
 * the attempt itself. After ten failures it is 1 s, and doubles with each failure up to 30 s: at most some 2,000 guesses at one account a
 * day, and no right password that is refused. Many failures over all accounts make every stranger wait a little.
 */
export function waitMs(failures: { ofAccount: number; ofAll: number }): number {
  const excess = failures.ofAccount - FREE_FAILURES;
  const forAccount = excess <= 0 ? 0 : Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** (excess - 1));
  return Math.max(forAccount, failures.ofAll > FREE_FAILURES_OF_ALL ? WAIT_OF_ALL_MS : 0);
}
