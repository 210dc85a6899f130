"use client";

import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import dynamic from "next/dynamic";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { FirstSteps } from "@/app/(portal)/(overview)/first-steps";
import { overviewQuery } from "@/app/(portal)/(overview)/queries";
import { QueryFault } from "@/app/(portal)/query-fault";
import { AttentionList } from "@/components/overview/attention-list";
import { Figures } from "@/components/overview/figures";
import { WebhookResults } from "@/components/overview/webhook-results";
import { cn } from "@/components/ui/cn";
import { PageHeader } from "@/components/ui/page-header";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import type { Overview } from "@/domain/statistics/overview";
import { overviewOptions, TIME_RANGES, type TimeRange } from "@/domain/statistics/time-range";
import type { FirstSteps as Progress } from "@/server/organization/get-first-steps";

/** The chart, loaded after the page, because its library is as large as the rest of the page. */
const DeliveriesChart = dynamic(() => import("@/components/chart/deliveries-chart").then((module) => module.DeliveriesChart), {
  ssr: false,
  loading: () => <Skeleton className="h-64 w-full" />,
});

const RANGE_LABEL: Record<TimeRange, { label: string; ariaLabel: string; words: string }> = {
  "24h": { label: "24 h", ariaLabel: "Last 24 hours", words: "the last 24 hours" },
  "7d": { label: "7 d", ariaLabel: "Last 7 days", words: "the last 7 days" },
  "30d": { label: "30 d", ariaLabel: "Last 30 days", words: "the last 30 days" },
};

/** Shows the overview and keeps it up to date. Its range is in the address. Before the first delivery it shows `firstSteps`. */
export function OverviewView({ initial, firstSteps }: { initial: Overview; firstSteps: Progress | null }) {
  const [isGuided, setIsGuided] = useState(firstSteps !== null);
  const pathname = usePathname();
  const { range } = overviewOptions.parse({ range: useSearchParams().get("range") });
  const {
    data = initial,
    error,
    refetch,
    isPlaceholderData,
  } = useQuery({
    ...overviewQuery(range),
    ...(range === initial.range ? { initialData: initial } : {}),
  });
  const choose = (next: TimeRange) => window.history.pushState(null, "", next === "24h" ? pathname : `${pathname}?range=${next}`);
  const router = useRouter();
  const showInLog = (startMs: number) => {
    const [from, to] = [startMs, startMs + data.barMs].map((ms) => new Date(ms).toISOString());
    router.push(`/events?${new URLSearchParams({ period: "exact", from: from ?? "", to: to ?? "" })}` as Route);
  };
  const { words } = RANGE_LABEL[data.range];

  if (isGuided && firstSteps) {
    const leave = () => {
      refetch();
      setIsGuided(false);
    };
    return <FirstSteps initial={firstSteps} onDone={leave} />;
  }
  return (
    <>
      <PageHeader
        title="Overview"
        actions={
          <Segmented
            label="Range of time"
            value={range}
            onValueChange={choose}
            options={TIME_RANGES.map((value) => ({ value, ...RANGE_LABEL[value] }))}
          />
        }
      />
      {error && <QueryFault error={error} onRetry={() => refetch()} />}
      <section
        aria-label={`Deliveries of ${words}`}
        className={cn("rounded-lg border transition-opacity", isPlaceholderData && "opacity-60")}
      >
        <Figures range={data.range} totals={data.totals} latency={data.latency} />
        <div className="border-t px-5 pt-4 pb-3 max-md:px-3">
          <DeliveriesChart bars={data.bars} barMs={data.barMs} words={words} onChoose={({ startMs }) => showInLog(startMs)} />
        </div>
      </section>
      <div className="grid grid-cols-[minmax(0,1fr)_22rem] items-start gap-6 max-lg:grid-cols-[minmax(0,1fr)]">
        <WebhookResults webhooks={data.webhooks} words={words} />
        <AttentionList items={data.attention} className="max-lg:order-first" />
      </div>
    </>
  );
}
