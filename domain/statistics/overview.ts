import { z } from "zod";
import { TIME_RANGES } from "@/domain/statistics/time-range";
import { DISABLED_REASONS } from "@/domain/webhook/disabled-reasons";

const count = z.int().min(0);
const outcomes = { succeeded: count, failed: count, skipped: count };

/** Something that an admin should look at. */
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
    /** Since when nothing has succeeded. */
    since: z.iso.datetime(),
  }),
  z.object({ type: z.literal("failing"), webhookId: z.string(), name: z.string(), since: z.iso.datetime(), disabledAt: z.iso.datetime() }),
  z.object({ type: z.literal("incomplete"), webhookId: z.string(), name: z.string(), lacks: z.enum(["url", "credentials"]) }),
  z.object({ type: z.literal("expiring_token"), tokenId: z.string(), name: z.string(), expiresAt: z.iso.datetime() }),
]);
export type AttentionItem = z.output<typeof attentionItem>;
/** What is wrong with a webhook. */
export type WebhookAttention = Exclude<AttentionItem, { type: "expiring_token" }>;

/** How one webhook did in the range. */
const webhookResult = z.object({
  id: z.string(),
  name: z.string(),
  eventName: z.string(),
  ...outcomes,
  waiting: count,
});
export type WebhookResult = z.output<typeof webhookResult>;

/** How an organization's deliveries did in a range of time, by the time that they were made. */
export const overviewAnswer = z.object({
  range: z.enum(TIME_RANGES),
  /** How long each bar is. */
  barMs: z.int(),
  bars: z.array(z.object({ startMs: z.int(), ...outcomes })),
  totals: z.object({ ...outcomes, waiting: count }),
  /** How long endpoints took to answer; null without answers. */
  latency: z.object({ p50Ms: z.number().nullable(), p95Ms: z.number().nullable() }),
  /** Those that failed most of their deliveries first. Only those that had any. */
  webhooks: z.array(webhookResult),
  attention: z.array(attentionItem),
});
export type Overview = z.output<typeof overviewAnswer>;
