import { cn } from "@/components/ui/cn";
import type { ReplayJob } from "@/domain/replay-job/replay-job";

const PARTS = [
  { key: "succeeded", label: "Succeeded", style: "bg-success-solid" },
  { key: "failed", label: "Failed", style: "bg-danger-solid" },
  { key: "skipped", label: "Skipped", style: "bg-ink-subtle" },
  { key: "in_progress", label: "In progress", style: "bg-accent" },
] as const;

const count = new Intl.NumberFormat("en");
export const formatCount = (value: number) => count.format(value);

/** Returns a job's progress in words: "1,204 of 20,000". */
export function progressText({ replayed, total }: ReplayJob["progress"]): string {
  return `${formatCount(replayed)} of ${formatCount(total)}`;
}

/** Shows as one bar how much of a job is done, with the outcomes. */
export function ReplayProgressBar({ progress, className }: { progress: ReplayJob["progress"]; className?: string }) {
  const { total, replayed } = progress;
  return (
    <div
      role="progressbar"
      aria-label="Replayed"
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={replayed}
      aria-valuetext={progressText(progress)}
      className={cn("flex h-2 overflow-hidden rounded-full bg-hover", className)}
    >
      {PARTS.map(({ key, style }) => (
        <div
          key={key}
          className={cn("h-full transition-[width] duration-500 motion-reduce:transition-none", style)}
          style={{ width: total === 0 ? 0 : `${(progress[key] / total) * 100}%` }}
        />
      ))}
    </div>
  );
}

/** Shows the bar with its numbers: how far the job is, and the outcomes of what it sent. */
export function ReplayProgress({ progress }: { progress: ReplayJob["progress"] }) {
  const { total, replayed } = progress;
  const percent = total === 0 ? 100 : Math.floor((replayed / total) * 100);
  return (
    <section aria-label="Progress" className="grid gap-3 rounded-lg border p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p className="tabular-nums">
          <span className="font-semibold text-xl tracking-tight">{formatCount(replayed)}</span>{" "}
          <span className="text-ink-muted">of {formatCount(total)} processed</span>
        </p>
        <p className="text-ink-muted tabular-nums">{percent} %</p>
      </div>
      <ReplayProgressBar progress={progress} />
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
        {PARTS.map(({ key, label, style }) => (
          <div key={key} className="flex items-center gap-2">
            <dt className="flex items-center gap-2 text-ink-muted">
              <span aria-hidden className={cn("size-2 rounded-full", style)} />
              {label}
            </dt>
            <dd className="font-medium tabular-nums">{formatCount(progress[key])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
