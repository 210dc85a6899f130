import type { ReactNode } from "react";
import { formatCount, formatRate, isAlarming } from "@/components/overview/format-figure";
import { cn } from "@/components/ui/cn";
import { formatDuration } from "@/components/ui/format-time";
import { Link } from "@/components/ui/link";
import type { Overview } from "@/domain/statistics/overview";
import { successRate } from "@/domain/statistics/success-rate";

/** Shows the figures of a range: deliveries, success rate and response times. */
export function Figures({ range, totals, latency }: Pick<Overview, "range" | "totals" | "latency">) {
  const { succeeded, failed, skipped, waiting } = totals;
  const rate = successRate(totals);
  return (
    <dl className="grid grid-cols-4 divide-x max-md:grid-cols-2 max-md:divide-x-0 max-md:gap-y-4 max-md:py-4">
      <Figure
        label="Deliveries"
        note={[`${formatCount(skipped)} skipped`, ...(waiting > 0 ? [`${formatCount(waiting)} waiting`] : [])].join(" · ")}
      >
        {formatCount(succeeded + failed + skipped)}
      </Figure>
      <Figure
        label="Success rate"
        note={
          failed === 0 ? (
            "None failed"
          ) : (
            <Link
              href={`/events?status=failed&period=${range}`}
              className={cn("underline-offset-2 hover:underline", isAlarming(rate) && "text-danger-ink")}
            >
              {formatCount(failed)} failed
            </Link>
          )
        }
      >
        {rate === null ? "–" : formatRate(rate)}
      </Figure>
      <Figure label="Median response" note="Half of them are faster">
        {latency.p50Ms === null ? "–" : formatDuration(latency.p50Ms)}
      </Figure>
      <Figure label="p95 response" note="One in twenty is slower">
        {latency.p95Ms === null ? "–" : formatDuration(latency.p95Ms)}
      </Figure>
    </dl>
  );
}

function Figure({ label, note, children }: { label: string; note: ReactNode; children: ReactNode }) {
  return (
    <div className="px-5 py-4 max-md:px-4 max-md:py-0">
      <dt className="font-medium text-ink-muted text-xs">{label}</dt>
      <dd className="mt-1">
        <span className="block font-semibold text-2xl tabular-nums tracking-tight">{children}</span>
        <span className="mt-0.5 block text-ink-subtle text-xs tabular-nums">{note}</span>
      </dd>
    </div>
  );
}
