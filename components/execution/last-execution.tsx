import { ExecutionStatusBadge } from "@/components/execution/execution-status";
import { RelativeTime } from "@/components/ui/relative-time";
import type { FlowActivity } from "@/domain/automation/flow";

/** Shows what became of an automation's last execution, and when that began. */
export function LastExecution({ last }: { last: FlowActivity["last"] | null }) {
  if (!last) return <span className="text-ink-subtle">Never ran</span>;
  return (
    <span className="flex flex-col items-start gap-0.5 max-md:flex-row max-md:items-center max-md:gap-2">
      <ExecutionStatusBadge status={last.status} />
      <RelativeTime iso={last.at} className="relative text-ink-subtle" />
    </span>
  );
}
