import type { FailureCode } from "@/domain/delivery/failure-codes";

/**
 * What an attempt tells of its endpoint: it works; it is there and refuses; it seems to be away; or nothing, since the
 * attempt did not get so far, for a reason that is ours or the configuration's.
 */
export type EndpointHealth = "working" | "refusing" | "away" | "unknown";

const AWAY_CODES: ReadonlySet<FailureCode> = new Set(["TIMEOUT", "DNS_ERROR", "CONNECTION_ERROR", "TLS_ERROR"]);
const NOTHING_TOLD: ReadonlySet<FailureCode> = new Set(["INTERNAL_ERROR", "WEBHOOK_DISABLED", "WEBHOOK_DELETED"]);

/** `error` null: the attempt succeeded. `statusCode` null: no HTTP answer came. `isRetryable`: another attempt may succeed. */
export function endpointHealth(attempt: {
  error: { code: FailureCode } | null;
  statusCode: number | null;
  isRetryable: boolean;
}): EndpointHealth {
  const { error, statusCode, isRetryable } = attempt;
  if (!error) return "working";
  if (NOTHING_TOLD.has(error.code)) return "unknown";
  if (statusCode !== null) return statusCode >= 500 ? "away" : "refusing";
  // Without an access token nothing reaches the endpoint either: a token endpoint that is away is probed in the same way.
  if (error.code === "OAuthTokenExchangeError") return isRetryable ? "away" : "refusing";
  return AWAY_CODES.has(error.code) ? "away" : "refusing";
}
