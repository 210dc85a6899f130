import { createHash } from "node:crypto";
import type { Clock } from "@/server/platform/clock";
import type { Database } from "@/server/platform/db";

/**
 * The limits of failed logins, for one account and for the whole installation. The first limits the guesses at one password (NIST
 * SP 800-63B-4, section 3.2.2, asks for at most 100). The second limits one password tried on many accounts, and the memory and
 * time of hashing.
 */
const LIMITS = {
  account: { failures: 10, windowMs: 15 * 60_000 },
  installation: { failures: 100, windowMs: 5 * 60_000 },
} as const;

const INSTALLATION_KEY = "installation";

/** Returns the account's key. It is a hash, because an address may be of any length and should not be readable in a table of failures. */
function accountKey(email: string): string {
  return `account:${createHash("sha256").update(email).digest("base64url")}`;
}

export type LoginPermit = { type: "allowed" } | { type: "throttled"; retryAfterSeconds: number };

/**
 * Counts an attempt before its password is checked, so that a hundred at once count as a hundred, and tells whether it may go on.
 * `email` is in lower case. An attempt that is refused here is counted as well, but does not prolong its window.
 */
export async function takeLoginPermit(input: { db: Database; clock: Clock; email: string }): Promise<LoginPermit> {
  const account = await count({ ...input, key: accountKey(input.email), ...LIMITS.account });
  if (account.type === "throttled") return account;
  return count({ ...input, key: INSTALLATION_KEY, ...LIMITS.installation });
}

/** Takes back the count of a login that succeeded, and clears the account's failures. */
export async function giveBackLoginPermit(input: { db: Database; email: string }): Promise<void> {
  await input.db.$executeRaw`
    with account as (delete from login_throttle where key = ${accountKey(input.email)})
    update login_throttle set failures = greatest(failures - 1, 0) where key = ${INSTALLATION_KEY}`;
}

async function count(input: { db: Database; clock: Clock; key: string; failures: number; windowMs: number }): Promise<LoginPermit> {
  const now = input.clock.now();
  const expired = new Date(now.getTime() - input.windowMs);
  const [row] = await input.db.$queryRaw<{ failures: number; window_start: Date }[]>`
    insert into login_throttle as t (key, failures, window_start) values (${input.key}, 1, ${now})
    on conflict (key) do update set
      failures = case when t.window_start <= ${expired} then 1 else least(t.failures + 1, 1000000) end,
      window_start = case when t.window_start <= ${expired} then excluded.window_start else t.window_start end
    returning failures, window_start`;
  if (!row || row.failures <= input.failures) return { type: "allowed" };
  const endsAt = row.window_start.getTime() + input.windowMs;
  return { type: "throttled", retryAfterSeconds: Math.max(1, Math.ceil((endsAt - now.getTime()) / 1_000)) };
}
