import { LRUCache } from "lru-cache";
import type { Clock } from "@/server/platform/clock";

/** The requests that a token has left after the current one. */
interface Allowance {
  isAllowed: boolean;
  /** The highest number of requests a second, which is also the highest number at once. */
  limit: number;
  /** The whole requests that are left at once. */
  remaining: number;
  /** The time until all of `limit` is available again. */
  resetSeconds: number;
  /** The time until the next request is allowed; 0 while some are left. */
  retryAfterSeconds: number;
}

export interface RateLimiter {
  /** Takes one request from the token's allowance. */
  take(input: { tokenId: string; ratePerSecond: number }): Allowance;
}

/** The number of tokens that are remembered. One that is forgotten has all of its requests again. */
const MAX_BUCKETS = 10_000;

/**
 * Makes a rate limiter that gives each token a bucket of one second's requests: that many may come at once, and no more a second
 * in the long run. It counts the requests to this process; several web instances count separately.
 */
export function createRateLimiter({ clock }: { clock: Clock }): RateLimiter {
  const buckets = new LRUCache<string, { requests: number; atMs: number }>({ max: MAX_BUCKETS });
  return {
    take({ tokenId, ratePerSecond }) {
      const nowMs = clock.now().getTime();
      const bucket = buckets.get(tokenId) ?? { requests: ratePerSecond, atMs: nowMs };
      // A clock that is set back neither adds nor takes requests.
      const elapsedSeconds = Math.max(0, nowMs - bucket.atMs) / 1_000;
      const filled = Math.min(ratePerSecond, bucket.requests + elapsedSeconds * ratePerSecond);
      const isAllowed = filled >= 1;
      const requests = isAllowed ? filled - 1 : filled;
      buckets.set(tokenId, { requests, atMs: nowMs });
      return {
        isAllowed,
        limit: ratePerSecond,
        remaining: Math.floor(requests),
        resetSeconds: Math.ceil((ratePerSecond - requests) / ratePerSecond),
        retryAfterSeconds: requests >= 1 ? 0 : Math.ceil((1 - requests) / ratePerSecond),
      };
    },
  };
}
