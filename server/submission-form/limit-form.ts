import { PosternError } from "@/domain/errors";
import type { RateLimiter } from "@/server/api-token/rate-limiter";

/** The submissions to one form, and to all forms of this process: that many at once, and in the long run that many a second. */
const OF_ONE = { ratePerSecond: 1, atOnce: 60 };
const OF_ALL = { ratePerSecond: 20, atOnce: 300 };
/** The name of all forms together in the limiter. No key has this form. */
const ALL = "*";

/**
 * Counts a submission against the rate of its form, and of all forms. What one form is refused does not count for the others. Throws
 * PosternError `rate_limited` with `retryAfterSeconds`.
 */
export function limitForm({ limiter, key }: { limiter: RateLimiter; key: string }): void {
  for (const bucket of [
    { ...OF_ONE, key },
    { ...OF_ALL, key: ALL },
  ]) {
    const { isAllowed, retryAfterSeconds } = limiter.take(bucket);
    if (isAllowed) continue;
    const message = "These are more submissions than this form takes at the moment. Wait as long as Retry-After says.";
    throw new PosternError("rate_limited", message, { retryAfterSeconds });
  }
}
