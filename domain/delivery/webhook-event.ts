import { z } from "zod";
import { DELIVERY_STATUSES, deliveryCursor } from "@/domain/delivery/search-options";
import { HTTP_METHODS } from "@/domain/webhook/http-methods";

const headers = z.record(z.string(), z.string());

/** One request to the endpoint and what came of it; an addition of ours to the contract's WebhookEvent. */
export const webhookEventAttempt = z.object({
  number: z.int(),
  started_at: z.iso.datetime(),
  url: z.string(),
  http_method: z.enum(HTTP_METHODS),
  /** Credentials redacted. */
  request_headers: headers,
  /** Absent where no HTTP answer came. */
  status_code: z.int().optional(),
  response_headers: headers.optional(),
  response_body: z.string().optional(),
  /** Whether `response_body` is not all of the answer's body; `message` says why. */
  response_cut: z.boolean(),
  /** Absent when it succeeded. */
  code: z.string().optional(),
  /** Why it failed; of one that succeeded, what else is worth knowing, such as that it was sent twice or that the answer's body was cut. */
  message: z.string().optional(),
  remote_address: z.string().optional(),
  /** The version of the webhook that it was made with, as its history counts them. */
  webhook_version: z.int().optional(),
  /** Milliseconds; a phase that did not happen (a reused connection, no TLS) is absent. */
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
 * The contract's WebhookEvent: one delivery of an event to a webhook. Its `event_id` is the delivery's id (contract.md,
 * "Two kinds of id"). `original_payload`, `attempts` and `next_attempt_at` stand in the answer for one event only.
 */
export const webhookEvent = z.object({
  event_id: z.string(),
  /** Ours besides: the `webhook-id` that its receiver gets, the same over attempts and replays. */
  message_id: z.string(),
  org_id: z.string(),
  webhook_config_id: z.string(),
  url: z.string().optional(),
  created_at: z.iso.datetime(),
  event_name: z.string(),
  /** What came of the latest attempt; a body that is no JSON object stands in `{ text }`. */
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
  original_payload: z.string().optional(),
  retry_attempt: z.int(),
  can_reapply_transform: z.boolean(),
  can_reapply_transform_reason: z.enum(["available", "no_transform_configured", "no_original_source"]),
  replay_of: z.string().optional(),
  skip_reason: z.string().optional(),
  attempts: z.array(webhookEventAttempt).optional(),
  /** When it is tried again; absent where it is being tried, or has ended. */
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
