import { z } from "zod";
import { DELIVERY_STATUSES, deliveryCursor } from "@/domain/delivery/search-options";
import { HTTP_METHODS } from "@/domain/webhook/http-methods";

const headers = z.record(z.string(), z.string());

/** One request to the endpoint and its result; an addition of ours to the contract's WebhookEvent. */
export const webhookEventAttempt = z.object({
  number: z.int(),
  started_at: z.iso.datetime(),
  url: z.string(),
  http_method: z.enum(HTTP_METHODS),
  /** The headers that were sent, with credentials redacted. */
  request_headers: headers,
  /** Absent where there was no HTTP answer. */
  status_code: z.int().optional(),
  response_headers: headers.optional(),
  response_body: z.string().optional(),
  /** True when there was a body and it has been deleted: bodies are kept for a shorter time than attempts. Absent otherwise. */
  response_body_deleted: z.literal(true).optional(),
  /** True when `response_body` is not the whole body of the answer; `message` gives the reason. */
  response_cut: z.boolean(),
  /** Absent when the attempt succeeded. */
  code: z.string().optional(),
  /** The reason of a failure. After a success, a note such as that it was sent twice or that the answer's body was cut. */
  message: z.string().optional(),
  remote_address: z.string().optional(),
  /** The version of the webhook that the attempt used, by the numbers of its history. */
  webhook_version: z.int().optional(),
  /** The durations in milliseconds. A phase that did not happen (a reused connection, no TLS) is absent. */
  timings: z.object({
    dns_ms: z.number().optional(),
    connect_ms: z.number().optional(),
    tls_ms: z.number().optional(),
    first_byte_ms: z.number().optional(),
    total_ms: z.number(),
  }),
});
export type WebhookEventAttempt = z.output<typeof webhookEventAttempt>;

/**
 * The contract's WebhookEvent: one delivery of an event to a webhook. Its `event_id` is the delivery's id (contract.md, "Two
 * kinds of id"). `original_payload`, `attempts`, `body_retention_days` and
 * `next_attempt_at` are only in the answer for one event.
 */
export const webhookEvent = z.object({
  event_id: z.string(),
  /** An addition of ours: the `webhook-id` that the receiver gets, the same over attempts and replays. */
  message_id: z.string(),
  org_id: z.string(),
  webhook_config_id: z.string(),
  url: z.string().optional(),
  created_at: z.iso.datetime(),
  event_name: z.string(),
  /** The result of the latest attempt. A body that is no JSON object is wrapped as `{ text }`. */
  http_response: z
    .object({
      status_code: z.int().optional(),
      message: z.string().optional(),
      body: z.record(z.string(), z.unknown()).optional(),
      code: z.string().optional(),
    })
    .optional(),
  metadata: z.record(z.string(), z.unknown()),
  status: z.enum(DELIVERY_STATUSES),
  http_method: z.enum(HTTP_METHODS),
  /** The exact text that was sent; absent until it is built. */
  payload: z.string().optional(),
  /** An addition of ours: true when a payload was built and has been deleted, earlier than the event. Absent otherwise. */
  payload_deleted: z.literal(true).optional(),
  original_payload: z.string().optional(),
  retry_attempt: z.int(),
  can_reapply_transform: z.boolean(),
  can_reapply_transform_reason: z.enum(["available", "no_transform_configured", "no_original_source"]),
  replay_of: z.string().optional(),
  skip_reason: z.string().optional(),
  attempts: z.array(webhookEventAttempt).optional(),
  /** The days after which bodies are deleted; only where one of this event has been. */
  body_retention_days: z.int().optional(),
  /** The time of the next attempt; absent during an attempt and after the last one. */
  next_attempt_at: z.iso.datetime().optional(),
});
export type WebhookEvent = z.output<typeof webhookEvent>;

/** The contract's EventListResponse. */
export const eventListAnswer = z.object({
  data: z.array(webhookEvent),
  next_cursor: deliveryCursor.nullable(),
  has_more: z.boolean(),
});
export type EventList = z.output<typeof eventListAnswer>;
