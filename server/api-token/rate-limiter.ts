import { LRUCache } from "lru-cache";
import type { Clock } from "@/server/platform/clock";

/** What a token may still do, after the request that was asked for. */
interface Allowance {
  isAllowed: boolean;
  /** Requests a second, and at once. */
  limit: number;
  /** Whole requests that are left at once. */
  remaining: number;
  /** Until all of `limit` is there again. */
  resetSeconds: number;
  /** Until the next request is allowed; 0 while some are left. */
  retryAfterSeconds: number;
}

export interface RateLimiter {
  /** Takes one request of the token's. */
  take(input: { tokenId: string; ratePerSecond: number }): Allowance;
}

/** Tokens that have not been used for longer have all of their requests again: they need not be remembered. */
const MAX_BUCKETS = 10_000;

/**
 * Limits each token to its rate by a token bucket that holds one second's requests: so many may come at once, and in the long
 * run no more a second. It counts what this process is asked; several web instances count each for itself.
 */
export function createRateLimiter({ clock }: { clock: Clock }): RateLimiter {
  const buckets = new LRUCache<string, { requests: number; atMs: number }>({ max: MAX_BUCKETS });
  return {
    take({ tokenId, ratePerSecond }) {
      const nowMs = clock.now().getTime();
      const bucket = buckets.get(tokenId) ?? { requests: ratePerSecond, atMs: nowMs };
      // A clock that is set back gives nothing and takes nothing.
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
