import type { FailureCode } from "@/domain/delivery/failure-codes";
import type { SuccessStatus } from "@/domain/webhook/delivery-settings";

/** The result of one request: the endpoint's answer, or the reason why there is none. */
export type ExchangeResult =
  | { type: "answer"; statusCode: number }
  /** `isRetryable` is present where the code alone does not decide it. */
  | { type: "failure"; code: FailureCode; message: string; isRetryable?: boolean };

export type OutcomeClass = { type: "success" } | { type: "failure"; code: FailureCode; message: string; isRetryable: boolean };

const RETRYABLE_CODES: ReadonlySet<FailureCode> = new Set(["TIMEOUT", "DNS_ERROR", "CONNECTION_ERROR", "TLS_ERROR", "INTERNAL_ERROR"]);

/**
 * Classifies an attempt as a success, or as a failure with its code and whether a further attempt may succeed (contract.md "Time"
 * and "Codes"). Where only 200 counts as success, every other answer but 410 is retryable (contract.md "Payload"). HTTP has no
 * status above 599, so such a status is treated as 5xx (RFC 9110, section 15). A cut body makes no difference.
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
