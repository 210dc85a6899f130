import { Badge, type BadgeTone } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { DISABLED_EXPLANATIONS, type DisabledReason } from "@/domain/webhook/disabled-reasons";
import type { WebhookStatus } from "@/domain/webhook/webhook-config";

const LOOK: Record<WebhookStatus, { label: string; tone: BadgeTone; dot: string }> = {
  active: { label: "Active", tone: "success", dot: "bg-success-solid" },
  inactive: { label: "Disabled", tone: "neutral", dot: "bg-ink-subtle" },
  incomplete: { label: "Incomplete", tone: "warning", dot: "bg-warning-solid" },
};

const DISABLED_BY_US = { label: "Disabled", tone: "danger", dot: "bg-danger-solid" } as const;
const WHY: Record<DisabledReason, string> = { ENDPOINT_GONE: "Endpoint gone", ENDPOINT_FAILING: "Endpoint failing" };

/** Shows whether the webhook delivers: active, switched off by someone or by Postern, or lacking an address or a secret. */
export function WebhookStatusBadge({ status, disabledReason }: { status: WebhookStatus; disabledReason?: DisabledReason | undefined }) {
  const { label, tone, dot } = disabledReason === undefined ? LOOK[status] : DISABLED_BY_US;
  return (
    <Badge tone={tone}>
      <span aria-hidden className={cn("size-1.5 rounded-full", dot)} />
      {label}
    </Badge>
  );
}

/** Shows in two words why Postern disabled the webhook; the full explanation on hover. */
export function DisabledReasonNote({ reason }: { reason: DisabledReason }) {
  return (
    <span className="whitespace-nowrap text-2xs text-danger-ink" title={DISABLED_EXPLANATIONS[reason]}>
      {WHY[reason]}
    </span>
  );
}
