import { CircleCheck, CircleDashed, CircleMinus, CirclePause, CircleSlash, CircleX, Clock, Flame, type LucideIcon } from "lucide-react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { ExecutionStatus } from "@/domain/automation/execution-status";
import { EXECUTION_STATES, type ExecutionState } from "@/domain/automation/listed-execution";

const LOOK: Record<ExecutionStatus, { label: string; tone: BadgeTone; icon: LucideIcon }> = {
  pending: { label: "Pending", tone: "accent", icon: CircleDashed },
  starting: { label: "Starting", tone: "accent", icon: CircleDashed },
  in_progress: { label: "Running", tone: "accent", icon: CircleDashed },
  paused: { label: "Paused", tone: "warning", icon: CirclePause },
  scheduled: { label: "Scheduled", tone: "accent", icon: Clock },
  success: { label: "Succeeded", tone: "success", icon: CircleCheck },
  failed: { label: "Failed", tone: "danger", icon: CircleX },
  cancelled: { label: "Cancelled", tone: "neutral", icon: CircleSlash },
  skipped: { label: "Skipped", tone: "neutral", icon: CircleMinus },
  hot: { label: "Over its limit", tone: "warning", icon: Flame },
};

/** The names of what a list of executions can be narrowed to, in the order in which they are offered. */
export const STATE_LABELS: readonly { value: ExecutionState; label: string }[] = (Object.keys(EXECUTION_STATES) as ExecutionState[]).map(
  (value) => ({ value, label: value === "running" ? LOOK.in_progress.label : LOOK[value].label }),
);

/** Shows the status of an execution, or of one of its actions, by word, colour and sign. */
export function ExecutionStatusBadge({ status, className }: { status: ExecutionStatus; className?: string }) {
  const { label, tone, icon: Icon } = LOOK[status];
  return (
    <Badge tone={tone} className={cn("pl-1.5", className)}>
      <Icon aria-hidden className={cn(status === "in_progress" && "animate-[spin_3s_linear_infinite]")} />
      {label}
    </Badge>
  );
}
