import { asOf } from "@/bin/demo-data/as-of";
import { DEMO_HOURS } from "@/bin/demo-data/plan-events";
import { SAMPLE_EVENT_TYPES } from "@/bin/demo-data/sample-events";
import { SAMPLE_WEBHOOKS, type SampleWebhook } from "@/bin/demo-data/sample-webhooks";
import type { MadeWebhook } from "@/bin/demo-data/stage-demo";
import { MINUTE_MS } from "@/domain/duration";
import { OPEN_CIRCUIT_AFTER_FAILURES, PROBE_STEPS_MS } from "@/domain/lane/limits";
import type { Context } from "@/server/context";
import { raiseSubscriptionsVersion } from "@/server/event-type/raise-subscriptions-version";
import { createWebhook } from "@/server/webhook/create-webhook";
import { switchWebhook } from "@/server/webhook/switch-webhook";
import { recordVersion } from "@/server/webhook-row/webhook-version";

/**
 * Makes the sample webhooks as an admin would have made them over the days before the demo's week, and brings them into their present
 * state.
 */
export async function createWebhooks(ctx: Context): Promise<MadeWebhook[]> {
  const made: MadeWebhook[] = [];
  for (const [index, sample] of SAMPLE_WEBHOOKS.entries()) {
    const hoursAgo = DEMO_HOURS + 12 + 31 * (SAMPLE_WEBHOOKS.length - index);
    const { id, retryPolicy } = await createWebhook({ ctx: asOf(ctx, hoursAgo), input: sample.config });
    const typeIndex = SAMPLE_EVENT_TYPES.findIndex(({ name }) => name === sample.config.eventName);
    made.push({ id, sample, typeIndex, maxRetries: retryPolicy.enabled ? (retryPolicy.maxAttempts ?? 0) : 0 });
    await bringUpToDate({ ctx, webhookId: id, sample });
  }
  return made;
}

async function bringUpToDate({ ctx, webhookId, sample }: { ctx: Context; webhookId: string; sample: SampleWebhook }): Promise<void> {
  const { organizationId } = ctx.tenant;
  // The last spell began when the one before it ended.
  const sinceHours = sample.spells.at(-2)?.untilHoursAgo ?? 0;
  const { isCircuitOpen = false, failing = 0 } = sample.spells.at(-1) ?? {};
  if (sample.isSwitchedOff) await switchWebhook({ ctx: asOf(ctx, sinceHours), input: { configId: webhookId, enabled: false } });
  if (sample.disabledReason) await disable({ ctx: asOf(ctx, sinceHours), webhookId, reason: sample.disabledReason });
  if (!isCircuitOpen && failing < 1) return;
  const now = ctx.clock.now();
  const circuitOpenUntil = isCircuitOpen ? new Date(now.getTime() + 4 * MINUTE_MS) : null;
  await ctx.db.lane.create({
    data: {
      ...{ webhookId, organizationId, holds: isCircuitOpen, circuitOpenUntil, nextAt: circuitOpenUntil },
      ...{ failures: isCircuitOpen ? OPEN_CIRCUIT_AFTER_FAILURES : 0, probes: isCircuitOpen ? PROBE_STEPS_MS.length + 30 : 0 },
      failingSince: asOf(ctx, sinceHours).clock.now(),
    },
  });
}

/** Disables a webhook as Postern itself does. */
async function disable({ ctx, webhookId, reason }: { ctx: Context; webhookId: string; reason: string }): Promise<void> {
  const { organizationId } = ctx.tenant;
  await ctx.db.$transaction(async (tx) => {
    await raiseSubscriptionsVersion({ tx, organizationId });
    const webhook = await tx.webhook.update({
      where: { id: webhookId, organizationId },
      data: { enabled: false, disabledReason: reason, version: { increment: 1 }, updatedAt: ctx.clock.now() },
    });
    await recordVersion({ tx, webhook, change: "disabled", actor: { type: "system" } });
  });
}
