import type { FailureCode } from "@/domain/delivery/failure-codes";
import type { SuccessStatus } from "@/domain/webhook/delivery-settings";

/** What came of one request: the endpoint's answer, or the reason why there is none. */
export type ExchangeResult =
  | { type: "answer"; statusCode: number }
  /** `isRetryable` stands where the code alone does not decide it. */
  | { type: "failure"; code: FailureCode; message: string; isRetryable?: boolean };

export type OutcomeClass = { type: "success" } | { type: "failure"; code: FailureCode; message: string; isRetryable: boolean };

const RETRYABLE_CODES: ReadonlySet<FailureCode> = new Set(["TIMEOUT", "DNS_ERROR", "CONNECTION_ERROR", "TLS_ERROR", "INTERNAL_ERROR"]);

/**
 * Whether an attempt succeeded, and if not, why and whether another attempt may (contract.md "Time" and "Codes"). Where 200
 * alone counts as success, every other answer but 410 is worth another attempt (contract.md "Payload"). A status above 599 is none
 * that HTTP has; it is treated as 5xx (RFC 9110, section 15). Whether the answer's body was cut changes nothing.
 */
export function classifyOutcome(result: ExchangeResult, successStatus: SuccessStatus = "2xx"): OutcomeClass {
  if (result.type === "failure") {
    return {
      type: "failure",
      code: result.code,
      message: result.message,
      isRetryable: result.isRetryable ?? RETRYABLE_CODES.has(result.code),
    };
  }
  const { statusCode } = result;
  const isOnly200 = successStatus === "200";
  if (isOnly200 ? statusCode === 200 : statusCode >= 200 && statusCode < 300) return { type: "success" };
  const message = `The endpoint answered ${statusCode}.`;
  if (statusCode === 410) return { type: "failure", code: "WEBHOOK_GONE", message, isRetryable: false };
  if (statusCode >= 300 && statusCode < 400) return { type: "failure", code: "REDIRECT_NOT_FOLLOWED", message, isRetryable: isOnly200 };
  const isRetryable = isOnly200 || statusCode === 429 || statusCode >= 500;
  return { type: "failure", code: "HTTP_ERROR", message, isRetryable };
}
