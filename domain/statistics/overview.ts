import { z } from "zod";
import { TIME_RANGES } from "@/domain/statistics/time-range";
import { DISABLED_REASONS } from "@/domain/webhook/disabled-reasons";

const count = z.int().min(0);
const outcomes = { succeeded: count, failed: count, skipped: count };

/** A matter that needs an admin's attention. */
const attentionItem = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("disabled"),
    webhookId: z.string(),
    name: z.string(),
    reason: z.enum(DISABLED_REASONS),
    at: z.iso.datetime(),
  }),
  z.object({
    ...{ type: z.literal("circuit_open"), webhookId: z.string(), name: z.string(), waiting: count },
    nextProbeAt: z.iso.datetime(),
    /** The time since which nothing has succeeded. */
    since: z.iso.datetime(),
  }),
  z.object({ type: z.literal("failing"), webhookId: z.string(), name: z.string(), since: z.iso.datetime(), disabledAt: z.iso.datetime() }),
  z.object({ type: z.literal("incomplete"), webhookId: z.string(), name: z.string(), lacks: z.enum(["url", "credentials"]) }),
  z.object({ type: z.literal("expiring_token"), tokenId: z.string(), name: z.string(), expiresAt: z.iso.datetime() }),
]);
export type AttentionItem = z.output<typeof attentionItem>;
/** A matter of a webhook that needs attention. */
export type WebhookAttention = Exclude<AttentionItem, { type: "expiring_token" }>;

/** The results of one webhook in the range. */
const webhookResult = z.object({
  id: z.string(),
  name: z.string(),
  eventName: z.string(),
  ...outcomes,
  waiting: count,
});
export type WebhookResult = z.output<typeof webhookResult>;

/** The results of an organization's deliveries in a range of time, by the time when the deliveries were made. */
export const overviewAnswer = z.object({
  range: z.enum(TIME_RANGES),
  /** The length of each bar. */
  barMs: z.int(),
  bars: z.array(z.object({ startMs: z.int(), ...outcomes })),
  totals: z.object({ ...outcomes, waiting: count }),
  /** The times that endpoints took to answer; null without answers. */
  latency: z.object({ p50Ms: z.number().nullable(), p95Ms: z.number().nullable() }),
  /** The webhooks that had deliveries, the highest share of failures first. */
  webhooks: z.array(webhookResult),
  attention: z.array(attentionItem),
});
export type Overview = z.output<typeof overviewAnswer>;
