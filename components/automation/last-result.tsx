import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ExecutionStatus } from "@/domain/automation/execution-status";
import type { FlowActivity } from "@/domain/automation/flow";

const UNDER_WAY = "bg-warning-solid";
const NOTHING_DONE = "bg-line-strong";

const DOT: Record<ExecutionStatus, { colour: string; word: string }> = {
  pending: { colour: UNDER_WAY, word: "Under way" },
  starting: { colour: UNDER_WAY, word: "Under way" },
  in_progress: { colour: UNDER_WAY, word: "Under way" },
  paused: { colour: UNDER_WAY, word: "Under way" },
  scheduled: { colour: UNDER_WAY, word: "Waiting" },
  success: { colour: "bg-success-solid", word: "Succeeded" },
  failed: { colour: "bg-danger-solid", word: "Failed" },
  cancelled: { colour: NOTHING_DONE, word: "Cancelled" },
  skipped: { colour: NOTHING_DONE, word: "Skipped" },
  hot: { colour: "bg-danger-solid", word: "Too many" },
};

/** Shows what became of an automation's last execution, and when that began. */
export function LastResult({ last }: { last: FlowActivity["last"] | null }) {
  if (!last) return <span className="text-ink-subtle">Never ran</span>;
  const { colour, word } = DOT[last.status];
  return (
    <span className="flex items-center gap-1.5 text-ink-muted">
      <span aria-hidden className={cn("size-1.5 shrink-0 rounded-full", colour)} />
      {word} <RelativeTime iso={last.at} className="relative text-ink-subtle" />
    </span>
  );
}
