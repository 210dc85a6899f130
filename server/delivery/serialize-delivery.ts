import type { FailureCode } from "@/domain/delivery/failure-codes";
import type { WebhookEvent, WebhookEventAttempt } from "@/domain/delivery/webhook-event";
import { isJsonObject } from "@/domain/json/json-object";
import { parseJson } from "@/domain/json/parse-json";
import { parseJsonObject } from "@/domain/json/parse-json-object";
import { jsonFault } from "@/domain/json-fault";
import type { WebhookConfiguration } from "@/domain/webhook/webhook-configuration";
import type { Attempt, Delivery } from "@/prisma/generated/client";

/** The columns of a delivery that the API shows. */
export interface SerializableDelivery
  extends Pick<
    Delivery,
    | ("id" | "organizationId" | "webhookId" | "messageId" | "eventName" | "status" | "skipReason" | "replayOf" | "createdAt")
    | ("payload" | "originalPayload" | "hasBody")
  > {
  /** JSON as the column's text, because the driver would turn its numbers into doubles. */
  metadata: string;
}
export type LatestAttempt = Pick<Attempt, "number" | "url" | "httpMethod" | "statusCode" | "responseBody" | "errorCode" | "errorMessage">;

/**
 * Returns a delivery as the contract's WebhookEvent. The URL and method are those of the latest attempt, or of the webhook as it
 * is now when there was no attempt yet.
 */
export function serializeDelivery(input: {
  delivery: SerializableDelivery;
  latestAttempt: LatestAttempt | null;
  webhook: Pick<WebhookConfiguration, "url" | "httpMethod"> & { hasTransform: boolean };
  /** True when the event, or the payload before the transform, is still stored. */
  hasSource: boolean;
}): WebhookEvent {
  const { delivery, latestAttempt, webhook } = input;
  const reason = !webhook.hasTransform ? "no_transform_configured" : input.hasSource ? "available" : "no_original_source";
  return {
    event_id: delivery.id,
    message_id: delivery.messageId,
    org_id: delivery.organizationId,
    webhook_config_id: delivery.webhookId,
    ...present("url", latestAttempt?.url || webhook.url),
    created_at: delivery.createdAt.toISOString(),
    event_name: delivery.eventName,
    ...(latestAttempt ? { http_response: serializeResponse(latestAttempt) } : {}),
    metadata: parseJsonObject(delivery.metadata),
    status: delivery.status,
    http_method: latestAttempt?.httpMethod ?? webhook.httpMethod,
    ...present("payload", delivery.payload),
    ...(delivery.hasBody && delivery.payload === null && delivery.originalPayload === null ? { payload_deleted: true } : {}),
    retry_attempt: retriesBefore(latestAttempt),
    can_reapply_transform: reason === "available",
    can_reapply_transform_reason: reason,
    ...present("replay_of", delivery.replayOf),
    ...present("skip_reason", delivery.skipReason),
  };
}

/** Returns one attempt as the contract shows it. The times of its phases are in milliseconds. */
export function serializeAttempt(attempt: Attempt): WebhookEventAttempt {
  return {
    number: attempt.number,
    started_at: attempt.startedAt.toISOString(),
    url: attempt.url,
    http_method: attempt.httpMethod,
    request_headers: serializeHeaders(attempt.requestHeaders),
    ...present("status_code", attempt.statusCode),
    ...(attempt.responseHeaders === null ? {} : { response_headers: serializeHeaders(attempt.responseHeaders) }),
    ...present("response_body", attempt.responseBody),
    ...(attempt.hasBody && attempt.responseBody === null ? { response_body_deleted: true } : {}),
    response_cut: attempt.responseCut,
    ...present("code", attempt.errorCode),
    ...present("message", attempt.errorMessage),
    ...present("remote_address", attempt.remoteAddress),
    ...present("webhook_version", attempt.webhookVersion),
    timings: {
      ...present("dns_ms", attempt.dnsMs),
      ...present("connect_ms", attempt.connectMs),
      ...present("tls_ms", attempt.tlsMs),
      ...present("first_byte_ms", attempt.firstByteMs),
      total_ms: attempt.totalMs,
    },
  };
}

/** The codes that end a waiting delivery without a request. Such an entry is not counted as a request. */
const ENDED_UNSENT: ReadonlySet<string> = new Set<FailureCode>(["WEBHOOK_DELETED", "WEBHOOK_DISABLED"]);

function retriesBefore(latestAttempt: LatestAttempt | null): number {
  if (!latestAttempt) return 0;
  const requests = ENDED_UNSENT.has(latestAttempt.errorCode ?? "") ? latestAttempt.number - 1 : latestAttempt.number;
  return Math.max(0, requests - 1);
}

/** Returns the attempt's outcome as the contract's `http_response`. */
export function serializeResponse(
  attempt: Pick<LatestAttempt, "statusCode" | "errorMessage" | "responseBody" | "errorCode">,
): NonNullable<WebhookEvent["http_response"]> {
  return {
    ...present("status_code", attempt.statusCode),
    ...present("message", attempt.errorMessage),
    ...(attempt.responseBody ? { body: toObject(attempt.responseBody) } : {}),
    ...present("code", attempt.errorCode),
  };
}

/**
 * Returns an answer's body as the object that the contract asks for: the body itself when it is a JSON object, else `{ text }`. A
 * body that could not be written as JSON again also becomes `{ text }`, so that no endpoint's answer makes the log unreadable.
 */
function toObject(body: string): Record<string, unknown> {
  try {
    const parsed = parseJson(body);
    if (isJsonObject(parsed) && jsonFault(parsed) === null) return parsed;
  } catch {
    // It is not JSON and is shown as text.
  }
  return { text: body };
}

function serializeHeaders(stored: unknown): Record<string, string> {
  if (!isJsonObject(stored)) return {};
  return Object.fromEntries(Object.entries(stored).map(([name, value]) => [name, String(value)]));
}

/** Returns the field, or an empty object for null, because the contract leaves fields out and has no nulls. */
function present<Key extends string, Value>(key: Key, value: Value | null | undefined): { [K in Key]?: Value } {
  return value === null || value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value });
}
