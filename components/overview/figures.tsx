import type { ReactNode } from "react";
import { formatCount, formatRate } from "@/components/overview/format-figure";
import { cn } from "@/components/ui/cn";
import { formatDuration } from "@/components/ui/format-time";
import type { Overview } from "@/domain/statistics/overview";
import { successRate } from "@/domain/statistics/success-rate";

/** The figures of a range: how much, how well, how fast. */
export function Figures({ totals, latency }: Pick<Overview, "totals" | "latency">) {
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
        note={failed === 0 ? "None failed" : `${formatCount(failed)} failed`}
        isAlarming={rate !== null && rate < 0.95}
      >
        {rate === null ? "–" : formatRate(rate)}
      </Figure>
      <Figure label="Median response" note="p50">
        {latency.p50Ms === null ? "–" : formatDuration(latency.p50Ms)}
      </Figure>
      <Figure label="Slowest 5%" note="p95">
        {latency.p95Ms === null ? "–" : formatDuration(latency.p95Ms)}
      </Figure>
    </dl>
  );
}

function Figure({ label, note, isAlarming, children }: { label: string; note: string; isAlarming?: boolean; children: ReactNode }) {
  return (
    <div className="px-5 py-4 max-md:px-4 max-md:py-0">
      <dt className="font-medium text-ink-muted text-xs">{label}</dt>
      <dd className="mt-1">
        <span className="block font-semibold text-2xl tabular-nums tracking-tight">{children}</span>
        <span className={cn("mt-0.5 block text-xs tabular-nums", isAlarming ? "text-danger-ink" : "text-ink-subtle")}>{note}</span>
      </dd>
    </div>
  );
}
