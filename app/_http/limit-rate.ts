import { PosternError } from "@/domain/errors";
import type { RateLimiter } from "@/server/api-token/rate-limiter";

/**
 * Counts a request against its token's rate, and reports the rate in `headers`: `RateLimit-Limit`, `RateLimit-Remaining` and
 * `RateLimit-Reset` in seconds, as in draft-ietf-httpapi-ratelimit-headers-06. A token without a limit gets none of them. Throws
 * PosternError `rate_limited` with `retryAfterSeconds`.
 */
export function limitRate(input: { limiter: RateLimiter; tokenId: string; ratePerSecond: number | null; headers: Headers }): void {
  const { limiter, tokenId, ratePerSecond, headers } = input;
  if (ratePerSecond === null) return;
  const { isAllowed, limit, remaining, resetSeconds, retryAfterSeconds } = limiter.take({ key: tokenId, ratePerSecond });
  headers.set("ratelimit-limit", String(limit));
  headers.set("ratelimit-remaining", String(remaining));
  headers.set("ratelimit-reset", String(resetSeconds));
  if (isAllowed) return;
  const rate = `${limit.toLocaleString("en-US")} ${limit === 1 ? "request" : "requests"} a second`;
  throw new PosternError("rate_limited", `This API token is limited to ${rate}. Wait as long as Retry-After says.`, { retryAfterSeconds });
}
