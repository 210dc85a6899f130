import { HOUR_MS, MINUTE_MS } from "@/domain/duration";
/** The retries of a webhook's failed deliveries. `maxAttempts` counts the retries after the first attempt, 1 to 5. */
export interface RetryPolicy {
  enabled: boolean;
  maxAttempts: number;
}

const SECOND_MS = 1_000;

/** The waits before the first, second, … retry (contract.md "Time"). */
export const RETRY_STEPS_MS: readonly number[] = [5 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS];

const JITTER = 0.2;
const LONGEST_RETRY_AFTER = 2;

/**
 * Returns the milliseconds to wait before the next attempt, after one that failed in a retryable way; null when the policy allows
 * no more. `earlierFailures` counts the failed attempts before this one; `random` returns a number in [0, 1). An endpoint's
 * Retry-After is honoured only between the step and twice the step, so it can neither hurry nor stall the schedule.
 */
export function planRetry(input: {
  policy: RetryPolicy;
  earlierFailures: number;
  retryAfterMs: number | null;
  random: () => number;
}): number | null {
  const { policy, earlierFailures, retryAfterMs } = input;
  const stepMs = RETRY_STEPS_MS[earlierFailures];
  if (!policy.enabled || earlierFailures >= policy.maxAttempts || stepMs === undefined) return null;
  if (retryAfterMs !== null) return Math.min(Math.max(retryAfterMs, stepMs), LONGEST_RETRY_AFTER * stepMs);
  return withJitter(stepMs, input.random);
}

/** Returns a step, up to a fifth shorter or longer, in milliseconds. */
export function withJitter(stepMs: number, random: () => number): number {
  return Math.round(stepMs * (1 + JITTER * (2 * random() - 1)));
}

/**
 * Returns the wait, in milliseconds, that a Retry-After header asks for (RFC 9110 §10.2.3: seconds or an HTTP date); null where
 * it is neither.
 */
export function parseRetryAfter(value: string | undefined, now: Date): number | null {
  const text = value?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * SECOND_MS;
  // Only a text with a weekday's name is a date: Date.parse alone would read "-5" and "1.5" as years.
  const at = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
