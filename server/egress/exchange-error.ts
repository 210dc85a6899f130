import type { AnswerCut } from "@/domain/delivery/answer-cut";
import type { FailureCode } from "@/domain/delivery/failure-codes";
import { codeOf, explainTlsFailure } from "@/server/egress/connect-error";
import { isTlsAlert } from "@/server/egress/tls-alert";

/** The codes of undici and Node for a connection that the other side ended. */
const RESET_CODES = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

export function isReset(error: Error): boolean {
  return RESET_CODES.has(codeOf(error));
}

/** Ends a connection on which an endpoint sends more than any answer needs. */
export class AnswerTooLongError extends Error {
  override name = "AnswerTooLongError";
}

/** The codes of undici and Node for a client that this process closes. */
const STOPPED_CODES = new Set(["UND_ERR_DESTROYED", "UND_ERR_CLOSED", "UND_ERR_ABORTED"]);

/** Returns the reason why the body of an answer whose head has come is not whole. */
export function cutOf(error: Error): AnswerCut {
  if (error instanceof AnswerTooLongError) return "too_long";
  return STOPPED_CODES.has(codeOf(error)) ? "stopped" : "broken_off";
}

/**
 * Returns the failure of an exchange whose connection was made, but whose answer's head did not come. `hasBegun` is true when a
 * part of it came.
 */
export function explainBrokenExchange(error: Error, hasBegun: boolean): { code: FailureCode; message: string } {
  if (isLateAlert(error, hasBegun)) return { code: "TLS_ERROR", message: explainTlsFailure("the endpoint", error) };
  const code = codeOf(error);
  if (STOPPED_CODES.has(code)) {
    return { code: "INTERNAL_ERROR", message: "The request was stopped before it was answered: this process is shutting down." };
  }
  if (code === "UND_ERR_INVALID_ARG" || code === "UND_ERR_NOT_SUPPORTED") {
    return { code: "INTERNAL_ERROR", message: `The request could not be sent: ${error.message}.` };
  }
  if (error instanceof AnswerTooLongError) {
    const message = "The endpoint went on sending without coming to the end of its answer, and was cut off.";
    return { code: "CONNECTION_ERROR", message };
  }
  if (code === "UND_ERR_HEADERS_OVERFLOW")
    return { code: "CONNECTION_ERROR", message: "The headers of the endpoint's answer are too long." };
  if (error.name === "HTTPParserError") return { code: "CONNECTION_ERROR", message: "The endpoint's answer is not valid HTTP." };
  if (hasBegun) {
    const message = "The endpoint began an answer that is not valid HTTP, or broke off before its head was complete.";
    return { code: "CONNECTION_ERROR", message };
  }
  if (isReset(error)) return { code: "CONNECTION_ERROR", message: "The endpoint closed the connection without an answer." };
  return { code: "CONNECTION_ERROR", message: `The connection to the endpoint broke${code ? ` (${code})` : ""} before it answered.` };
}

/**
 * Checks whether the endpoint refused the TLS connection when the handshake seemed over. In TLS 1.3 the client finishes before
 * the server has looked at the client's certificate (RFC 8446, section 4.4.2.4). Once an answer has begun, the answer counts.
 */
function isLateAlert(error: Error, hasBegun: boolean): boolean {
  return !hasBegun && isTlsAlert(error);
}
