import { Sparkline } from "@/components/chart/sparkline";
import { formatCount, formatRate } from "@/components/overview/format-figure";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DeliveryStatus } from "@/domain/delivery/search-options";
import { successRate } from "@/domain/statistics/success-rate";
import type { WebhookActivity } from "@/domain/statistics/webhook-activity";

const DOT: Record<DeliveryStatus, { colour: string; word: string }> = {
  succeeded: { colour: "bg-success-solid", word: "Succeeded" },
  failed: { colour: "bg-danger-solid", word: "Failed" },
  skipped: { colour: "bg-line-strong", word: "Skipped" },
  in_progress: { colour: "bg-warning-solid", word: "In progress" },
};

/** Shows a webhook's last 24 hours in a sparkline; nothing for a webhook that never had anything to deliver. */
export function DaySparkline({ activity }: { activity: WebhookActivity | undefined }) {
  if (!activity) return null;
  const { bars } = activity;
  const totals = bars.reduce((sum, bar) => ({ succeeded: sum.succeeded + bar.succeeded, failed: sum.failed + bar.failed }), {
    succeeded: 0,
    failed: 0,
  });
  const rate = successRate(totals);
  const label =
    rate === null
      ? "Nothing was sent in the last 24 hours"
      : `${formatRate(rate)} of ${formatCount(totals.succeeded + totals.failed)} succeeded in the last 24 hours`;
  return (
    <span title={label} className="relative block">
      <Sparkline bars={bars} label={label} />
    </span>
  );
}

/** Shows when a webhook last had something to deliver, and the outcome. */
export function LastDelivery({ last }: { last: WebhookActivity["last"] | undefined }) {
  if (!last) return <span className="text-ink-subtle">Never</span>;
  const { colour, word } = DOT[last.status];
  return (
    <span className="flex items-center gap-1.5 text-ink-muted">
      <span role="img" aria-label={word} title={word} className={cn("relative size-1.5 shrink-0 rounded-full", colour)} />
      <RelativeTime iso={last.at} className="relative" />
    </span>
  );
}
