import type { z } from "zod";
import { parseInput } from "@/domain/parse-input";
import { latencyPercentile } from "@/domain/statistics/latency-buckets";
import type { Overview, WebhookResult } from "@/domain/statistics/overview";
import { barsOf, overviewOptions } from "@/domain/statistics/time-range";
import { authorise } from "@/server/authorise";
import type { Context } from "@/server/context";
import { type Outcomes, readDeliveryCounts, readLatencies, readWaiting } from "@/server/statistics/delivery-counts";
import { listAttention } from "@/server/statistics/list-attention";

const NONE: Outcomes = { succeeded: 0, failed: 0, skipped: 0 };

/**
 * Returns the results of the organization's deliveries in a range of time, and the items that need attention. Ended deliveries
 * are counted at the time at which they were made; latencies are those of the last attempt's answer. Needs the scope read.
 */
export async function getOverview({ ctx, input }: { ctx: Context; input: z.input<typeof overviewOptions> }): Promise<Overview> {
  authorise(ctx, "read");
  const { range } = parseInput(overviewOptions, input);
  const { db } = ctx;
  const { organizationId } = ctx.tenant;
  const { starts, barMs } = barsOf(range, ctx.clock.now());
  const reading = { db, organizationId, from: new Date(starts[0] ?? 0) };

  const [counts, latencies, waitingRows, webhooks] = await Promise.all([
    readDeliveryCounts({ ...reading, barMs }),
    readLatencies(reading),
    readWaiting(reading),
    db.webhook.findMany({ where: { organizationId, deletedAt: null }, select: { id: true, name: true, eventName: true } }),
  ]);
  const waiting = new Map(waitingRows.map(({ webhookId, count }) => [webhookId, count]));
  const bars = new Map(counts.bars.map((bar) => [bar.startMs, bar]));
  const byWebhook = new Map(counts.webhooks.map((sums) => [sums.webhookId, sums]));
  return {
    range,
    barMs,
    bars: starts.map((startMs) => bars.get(startMs) ?? { startMs, ...NONE }),
    totals: { ...addUp(counts.bars), waiting: waitingRows.reduce((sum, { count }) => sum + count, 0) },
    latency: { p50Ms: latencyPercentile(latencies, 0.5), p95Ms: latencyPercentile(latencies, 0.95) },
    webhooks: webhooks
      .map(({ id, name, eventName }): WebhookResult => {
        const { succeeded, failed, skipped } = byWebhook.get(id) ?? NONE;
        return { id, name, eventName, succeeded, failed, skipped, waiting: waiting.get(id) ?? 0 };
      })
      .filter(({ succeeded, failed, skipped, waiting: held }) => succeeded + failed + skipped + held > 0)
      .sort(worstFirst),
    attention: await listAttention({ ctx, waiting }),
  };
}

function addUp(rows: readonly Outcomes[]): Outcomes {
  return rows.reduce<Outcomes>(
    (sum, row) => ({ succeeded: sum.succeeded + row.succeeded, failed: sum.failed + row.failed, skipped: sum.skipped + row.skipped }),
    NONE,
  );
}

/** Compares two webhooks: those with the highest share of failures first, then those with most waiting or successful deliveries. */
function worstFirst(one: WebhookResult, other: WebhookResult): number {
  const failing = ({ succeeded, failed }: WebhookResult) => (failed === 0 ? 0 : failed / (succeeded + failed));
  return failing(other) - failing(one) || other.waiting - one.waiting || other.succeeded - one.succeeded;
}
