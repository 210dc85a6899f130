import { LRUCache } from "lru-cache";
import type { Clock } from "@/server/platform/clock";

/** The requests that are left after the current one. */
interface Allowance {
  isAllowed: boolean;
  /** The highest number of requests a second in the long run. */
  limit: number;
  /** The whole requests that are left at once. */
  remaining: number;
  /** The time until all of `limit` is available again. */
  resetSeconds: number;
  /** The time until the next request is allowed; 0 while some are left. */
  retryAfterSeconds: number;
}

export interface RateLimiter {
  /** Takes one request from the allowance of a key. `atOnce` may come at the same time; it is the rate of a second unless it is given. */
  take(input: { key: string; ratePerSecond: number; atOnce?: number }): Allowance;
}

/** The number of keys that are remembered. One that is forgotten has all of its requests again. */
const MAX_BUCKETS = 10_000;

/**
 * Makes a rate limiter that gives each key, such as an API token's id, a bucket of requests: that many may come at once, and no more than
 * the rate in the long run. It counts the requests to this process; several web instances count separately.
 */
export function createRateLimiter({ clock }: { clock: Clock }): RateLimiter {
  const buckets = new LRUCache<string, { requests: number; atMs: number }>({ max: MAX_BUCKETS });
  return {
    take({ key, ratePerSecond, atOnce = ratePerSecond }) {
      const nowMs = clock.now().getTime();
      const bucket = buckets.get(key) ?? { requests: atOnce, atMs: nowMs };
      // A clock that is set back neither adds nor takes requests.
      const elapsedSeconds = Math.max(0, nowMs - bucket.atMs) / 1_000;
      const filled = Math.min(atOnce, bucket.requests + elapsedSeconds * ratePerSecond);
      const isAllowed = filled >= 1;
      const requests = isAllowed ? filled - 1 : filled;
      buckets.set(key, { requests, atMs: nowMs });
      return {
        isAllowed,
        limit: ratePerSecond,
        remaining: Math.floor(requests),
        resetSeconds: Math.ceil((atOnce - requests) / ratePerSecond),
        retryAfterSeconds: requests >= 1 ? 0 : Math.ceil((1 - requests) / ratePerSecond),
      };
    },
  };
}
