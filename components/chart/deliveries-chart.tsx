"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatBar, formatTick, tickStarts } from "@/components/chart/format-bar";
import { OUTCOME_COLOURS } from "@/components/chart/outcome-colours";
import { formatCount, formatShortCount } from "@/components/overview/format-figure";
import type { Overview } from "@/domain/statistics/overview";

type BarOfTime = Overview["bars"][number];

/** Shows deliveries over time, stacked by outcome. Failures stand at the bottom, where they can be compared. */
export function DeliveriesChart({
  bars,
  barMs,
  words,
  onChoose,
}: {
  bars: readonly BarOfTime[];
  barMs: number;
  words: string;
  /** Called when a bar is clicked. By keyboard the same can be done in the log's own filters. */
  onChoose: (bar: BarOfTime) => void;
}) {
  const sum = (key: (typeof OUTCOME_COLOURS)[number]["key"]) => bars.reduce((all, bar) => all + bar[key], 0);
  const summary = OUTCOME_COLOURS.map(({ key, label }) => `${formatCount(sum(key))} ${label.toLowerCase()}`).join(", ");
  return (
    <figure>
      <figcaption className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs">
        <span className="mr-auto font-medium max-sm:w-full">Deliveries over time</span>
        {OUTCOME_COLOURS.map(({ key, label, colour }) => (
          <span key={key} className="flex items-center gap-1.5 text-ink-muted">
            <span aria-hidden className="size-2 rounded-[2px]" style={{ background: colour }} />
            {label}
          </span>
        ))}
      </figcaption>
      <div role="img" aria-label={`Deliveries in ${words}: ${summary}.`} className="h-56">
        <ResponsiveContainer width="100%" height="100%" minWidth={0}>
          <BarChart
            data={[...bars]}
            margin={{ top: 4, right: 0, bottom: 0, left: 0 }}
            barCategoryGap={bars.length > 30 ? "18%" : "28%"}
            accessibilityLayer={false}
            className="cursor-pointer"
            onClick={({ activeTooltipIndex }) => {
              const bar = bars[Number(activeTooltipIndex ?? -1)];
              if (bar) onChoose(bar);
            }}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="startMs"
              ticks={tickStarts(
                bars.map(({ startMs }) => startMs),
                barMs,
              )}
              tickFormatter={(startMs: number) => formatTick(startMs, barMs)}
              tickLine={false}
              axisLine={{ stroke: "var(--line-strong)" }}
              tick={{ fill: "var(--ink-subtle)", fontSize: 11 }}
              minTickGap={36}
              height={24}
            />
            <YAxis
              tickFormatter={formatShortCount}
              tickLine={false}
              axisLine={false}
              tick={{ fill: "var(--ink-subtle)", fontSize: 11 }}
              width={38}
              allowDecimals={false}
              tickCount={4}
            />
            <Tooltip
              cursor={{ fill: "var(--hover)" }}
              isAnimationActive={false}
              content={({ active, payload }) => {
                const bar: BarOfTime | undefined = payload?.[0]?.payload;
                return active && bar ? <BarTip bar={bar} barMs={barMs} /> : null;
              }}
            />
            {OUTCOME_COLOURS.map(({ key, colour }) => (
              <Bar key={key} dataKey={key} stackId="outcome" fill={colour} isAnimationActive={false} maxBarSize={28} />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}

function BarTip({ bar, barMs }: { bar: BarOfTime; barMs: number }) {
  return (
    <div className="min-w-40 rounded-md border bg-raised px-3 py-2 text-xs shadow-overlay">
      <div className="mb-1.5 font-medium">{formatBar(bar.startMs, barMs)}</div>
      {OUTCOME_COLOURS.map(({ key, label, colour }) => (
        <div key={key} className="flex items-center gap-1.5 text-ink-muted">
          <span aria-hidden className="size-2 rounded-[2px]" style={{ background: colour }} />
          {label}
          <span className="ml-auto pl-4 text-ink tabular-nums">{formatCount(bar[key])}</span>
        </div>
      ))}
      <div className="mt-1.5 border-t pt-1.5 text-ink-subtle">Click to see them in the log</div>
    </div>
  );
}
