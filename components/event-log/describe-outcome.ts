import { FAILURE_EXPLANATIONS, isFailureCode } from "@/domain/delivery/failure-codes";
import { SKIP_REASONS } from "@/domain/delivery/skip-reasons";
import type { WebhookEvent, WebhookEventAttempt } from "@/domain/delivery/webhook-event";

/**
 * Returns the latest attempt's outcome, or the reason why there was none, as briefly as possible: "200", "Timeout". Null before the first
 * attempt.
 */
export function shortOutcome(delivery: Pick<WebhookEvent, "http_response" | "status" | "skip_reason">): string | null {
  if (delivery.status === "skipped") return CODE_LABEL[delivery.skip_reason ?? ""] ?? delivery.skip_reason ?? "Not sent";
  const { status_code: statusCode, code } = delivery.http_response ?? {};
  if (statusCode !== undefined) return String(statusCode);
  if (code === undefined) return null;
  return CODE_LABEL[code] ?? code;
}

const CODE_LABEL: Record<string, string> = {
  TIMEOUT: "Timeout",
  DNS_ERROR: "DNS error",
  CONNECTION_ERROR: "No connection",
  TLS_ERROR: "TLS error",
  BLOCKED_ADDRESS: "Blocked address",
  REDIRECT_NOT_FOLLOWED: "Redirect",
  OAuthTokenExchangeError: "No token",
  TRANSFORM_ERROR: "Transform error",
  UNRESOLVED_VARIABLE: "Unknown variable",
  WEBHOOK_GONE: "Gone",
  WEBHOOK_DISABLED: "Webhook disabled",
  WEBHOOK_DELETED: "Webhook deleted",
  WEBHOOK_INCOMPLETE: "Webhook incomplete",
  EVENT_GONE: "Event gone",
  INTERNAL_ERROR: "Internal error",
};

/** Returns the cause and the fix of a failure code in plain words; null for a code that this version does not know. */
export function explainFailure(code: string | undefined): { cause: string; fix: string } | null {
  return code !== undefined && isFailureCode(code) ? FAILURE_EXPLANATIONS[code] : null;
}

/** Returns what an answered attempt's message adds to its status, such as that it was sent twice; null for nothing. */
export function noteOf({ code, message = "", status_code: statusCode }: WebhookEventAttempt): string | null {
  if (statusCode === undefined) return null;
  const note = code === undefined ? message : message.replace(`The endpoint answered ${statusCode}.`, "").trim();
  return note === "" ? null : note;
}

/** Checks whether the attempt's request is known. Without an access token, for example, there is none. */
export function hasRequest({ request_headers: headers }: Pick<WebhookEventAttempt, "request_headers">): boolean {
  return Object.keys(headers).length > 0;
}

/**
 * Returns the reason why an attempt has no answer. An attempt whose process stopped may have been sent without a trace: only its message
 * tells.
 */
export function explainNoAnswer({ code, message, request_headers }: WebhookEventAttempt): string {
  const isSent = hasRequest({ request_headers });
  const isToldWhole = code === (isSent ? "OAuthTokenExchangeError" : "INTERNAL_ERROR");
  if (isToldWhole && message) return message;
  const what = isSent ? "The endpoint gave no answer" : "Nothing was sent to the endpoint";
  return message ? `${what}: ${message}` : `${what}.`;
}

/** Returns the reason why an event was not sent, as a sentence. A reason that is no code is what the webhook's filter said of the event. */
export function explainSkip(reason: string | undefined): string {
  const sentences: Readonly<Record<string, string>> = SKIP_REASONS;
  const isCode = reason === undefined || /^[A-Z_]+$/.test(reason);
  if (!isCode) return `The webhook's filter did not let it through: ${reason}.`;
  return sentences[reason ?? ""] ?? `This event was not sent${reason ? ` (${reason})` : ""}.`;
}

/** Returns the name that the webhook had when the delivery was made, or the webhook's id where no name is kept. */
export function webhookNameOf(delivery: Pick<WebhookEvent, "metadata" | "webhook_config_id">): string {
  const name = delivery.metadata["webhook_name"];
  return typeof name === "string" && name !== "" ? name : delivery.webhook_config_id;
}

/** Returns the id that the event was published under, or null for none. The delivery's own id is another one. */
export function publishedIdOf(delivery: Pick<WebhookEvent, "metadata">): string | null {
  const id = delivery.metadata["correlation_id"];
  return typeof id === "string" ? id : null;
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Returns the execution of an automation that a delivery comes from, and the automation's name; null for any other delivery. */
export function executionOf({ metadata }: Pick<WebhookEvent, "metadata">): { id: string; automation: string } | null {
  const { execution_id: id, automation_name: automation } = metadata;
  return typeof id === "string" && UUID.test(id) && typeof automation === "string" ? { id, automation } : null;
}
