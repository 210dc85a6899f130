import { CircleCheck, CircleDashed, CircleMinus, CircleX } from "lucide-react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { DeliveryStatus } from "@/domain/delivery/search-options";

export const STATUS_LABEL: Record<DeliveryStatus, string> = {
  succeeded: "Succeeded",
  failed: "Failed",
  in_progress: "In progress",
  skipped: "Skipped",
};

const LOOK: Record<DeliveryStatus, { tone: BadgeTone; icon: typeof CircleCheck }> = {
  succeeded: { tone: "success", icon: CircleCheck },
  failed: { tone: "danger", icon: CircleX },
  in_progress: { tone: "accent", icon: CircleDashed },
  skipped: { tone: "neutral", icon: CircleMinus },
};

/** Shows a delivery's status by word, colour and sign, so that none of them is needed alone. */
export function StatusBadge({ status, className }: { status: DeliveryStatus; className?: string }) {
  const { tone, icon: Icon } = LOOK[status];
  return (
    <Badge tone={tone} className={cn("pl-1.5", className)}>
      <Icon aria-hidden className={cn(status === "in_progress" && "animate-[spin_3s_linear_infinite]")} />
      {STATUS_LABEL[status]}
    </Badge>
  );
}
