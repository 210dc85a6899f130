import { CircleCheck, CircleDashed, CirclePause, CircleSlash, CircleX } from "lucide-react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { ReplayJobState } from "@/domain/replay-job/replay-job";

const LOOK: Record<ReplayJobState, { label: string; tone: BadgeTone; icon: typeof CircleCheck }> = {
  running: { label: "Running", tone: "accent", icon: CircleDashed },
  paused: { label: "Paused", tone: "warning", icon: CirclePause },
  completed: { label: "Completed", tone: "success", icon: CircleCheck },
  cancelled: { label: "Cancelled", tone: "neutral", icon: CircleSlash },
  failed: { label: "Failed", tone: "danger", icon: CircleX },
};

/** Shows the state of a replay job by word, colour and sign. */
export function ReplayJobStateBadge({ state, className }: { state: ReplayJobState; className?: string }) {
  const { label, tone, icon: Icon } = LOOK[state];
  return (
    <Badge tone={tone} className={cn("pl-1.5", className)}>
      <Icon aria-hidden className={cn(state === "running" && "animate-[spin_3s_linear_infinite]")} />
      {label}
    </Badge>
  );
}
