import type { FailureCode } from "@/domain/delivery/failure-codes";

/**
 * The state of an endpoint that an attempt shows: it works, it is there but refuses, or it seems to be away. `unknown` means that
 * the attempt did not get far enough, for a reason of ours or of the configuration.
 */
export type EndpointHealth = "working" | "refusing" | "away" | "unknown";

const AWAY_CODES: ReadonlySet<FailureCode> = new Set(["TIMEOUT", "DNS_ERROR", "CONNECTION_ERROR", "TLS_ERROR"]);
const NOTHING_TOLD: ReadonlySet<FailureCode> = new Set(["INTERNAL_ERROR", "WEBHOOK_DISABLED", "WEBHOOK_DELETED"]);

/**
 * Returns the endpoint's state after an attempt. `error` is null after a success, `statusCode` is null without an HTTP answer,
 * and `isRetryable` says that another attempt may succeed.
 */
export function endpointHealth(attempt: {
  error: { code: FailureCode } | null;
  statusCode: number | null;
  isRetryable: boolean;
}): EndpointHealth {
  const { error, statusCode, isRetryable } = attempt;
  if (!error) return "working";
  if (NOTHING_TOLD.has(error.code)) return "unknown";
  if (statusCode !== null) return statusCode >= 500 ? "away" : "refusing";
  // Without an access token no request reaches the endpoint, so a token endpoint that is away is probed in the same way.
  if (error.code === "OAuthTokenExchangeError") return isRetryable ? "away" : "refusing";
  return AWAY_CODES.has(error.code) ? "away" : "refusing";
}
