import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { ApiTokenAnswer } from "@/domain/api-token/api-token";

const LOOK: Readonly<Record<ApiTokenAnswer["status"], { tone: BadgeTone; label: string }>> = {
  active: { tone: "success", label: "Active" },
  expired: { tone: "warning", label: "Expired" },
  revoked: { tone: "neutral", label: "Revoked" },
};

export function TokenStatusBadge({ status }: { status: ApiTokenAnswer["status"] }) {
  return <Badge tone={LOOK[status].tone}>{LOOK[status].label}</Badge>;
}
