import type { FailureCode } from "@/domain/delivery/failure-codes";
import type { WebhookEvent, WebhookEventAttempt } from "@/domain/delivery/webhook-event";
import { isJsonObject } from "@/domain/json/json-object";
import { parseJson } from "@/domain/json/parse-json";
import { parseJsonObject } from "@/domain/json/parse-json-object";
import { jsonFault } from "@/domain/json-fault";
import type { WebhookConfiguration } from "@/domain/webhook/webhook-configuration";
import type { Attempt, Delivery } from "@/prisma/generated/client";

/** What of a delivery's row is told. */
export interface SerializableDelivery
  extends Pick<
    Delivery,
    "id" | "organizationId" | "webhookId" | "messageId" | "eventName" | "status" | "skipReason" | "replayOf" | "payload" | "createdAt"
  > {
  /** JSON, as the column's text: the driver would make doubles of its numbers. */
  metadata: string;
}
export type LatestAttempt = Pick<Attempt, "number" | "url" | "httpMethod" | "statusCode" | "responseBody" | "errorCode" | "errorMessage">;

/**
 * A delivery as the contract's WebhookEvent. Address and method are those of the latest attempt, before the first one those
 * of the webhook as it is now.
 */
export function serializeDelivery(input: {
  delivery: SerializableDelivery;
  latestAttempt: LatestAttempt | null;
  webhook: Pick<WebhookConfiguration, "url" | "httpMethod"> & { hasTransform: boolean };
  /** Whether what was published is still there, or what it was before the transform. */
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
    retry_attempt: retriesBefore(latestAttempt),
    can_reapply_transform: reason === "available",
    can_reapply_transform_reason: reason,
    ...present("replay_of", delivery.replayOf),
    ...present("skip_reason", delivery.skipReason),
  };
}

/** One attempt, with the phases' times in milliseconds. */
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

/** Codes under which a waiting delivery is ended without a request: its last entry is no try of the endpoint. */
const ENDED_UNSENT: ReadonlySet<string> = new Set<FailureCode>(["WEBHOOK_DELETED", "WEBHOOK_DISABLED"]);

function retriesBefore(latestAttempt: LatestAttempt | null): number {
  if (!latestAttempt) return 0;
  const requests = ENDED_UNSENT.has(latestAttempt.errorCode ?? "") ? latestAttempt.number - 1 : latestAttempt.number;
  return Math.max(0, requests - 1);
}

/** What an attempt came to: the contract's `http_response`. */
export function serializeResponse(attempt: LatestAttempt): NonNullable<WebhookEvent["http_response"]> {
  return {
    ...present("status_code", attempt.statusCode),
    ...present("message", attempt.errorMessage),
    ...(attempt.responseBody ? { body: toObject(attempt.responseBody) } : {}),
    ...present("code", attempt.errorCode),
  };
}

/**
 * An answer's body as the object that the contract asks for: itself when it is a JSON object, else `{ text }`. So is one that
 * could not be written as JSON again: no endpoint's answer may keep the log from being read.
 */
function toObject(body: string): Record<string, unknown> {
  try {
    const parsed = parseJson(body);
    if (isJsonObject(parsed) && jsonFault(parsed) === null) return parsed;
  } catch {
    // No JSON: told as text.
  }
  return { text: body };
}

function serializeHeaders(stored: unknown): Record<string, string> {
  if (!isJsonObject(stored)) return {};
  return Object.fromEntries(Object.entries(stored).map(([name, value]) => [name, String(value)]));
}

/** The field, or nothing where the database has null: the contract leaves fields out rather than giving null. */
function present<Key extends string, Value>(key: Key, value: Value | null | undefined): { [K in Key]?: Value } {
  return value === null || value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value });
}
