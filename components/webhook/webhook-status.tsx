import { Badge, type BadgeTone } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { WebhookStatus } from "@/domain/webhook/webhook-config";

const LOOK: Record<WebhookStatus, { label: string; tone: BadgeTone; dot: string }> = {
  active: { label: "Active", tone: "success", dot: "bg-success-solid" },
  inactive: { label: "Disabled", tone: "neutral", dot: "bg-ink-subtle" },
  incomplete: { label: "Incomplete", tone: "warning", dot: "bg-warning-solid" },
};

/** Whether the webhook delivers: active, switched off, or lacking an address or a secret. */
export function WebhookStatusBadge({ status }: { status: WebhookStatus }) {
  const { label, tone, dot } = LOOK[status];
  return (
    <Badge tone={tone}>
      <span aria-hidden className={cn("size-1.5 rounded-full", dot)} />
      {label}
    </Badge>
  );
}
