import { CircleDashed, ShieldCheck, ShieldOff, ShieldX } from "lucide-react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { SignatureVerdict } from "@/domain/inbox/inbox-request";

const LOOK: Record<SignatureVerdict, { tone: BadgeTone; icon: typeof ShieldCheck; label: string }> = {
  verified: { tone: "success", icon: ShieldCheck, label: "Verified" },
  invalid: { tone: "danger", icon: ShieldX, label: "Invalid" },
  unsigned: { tone: "neutral", icon: ShieldOff, label: "Unsigned" },
  unchecked: { tone: "warning", icon: CircleDashed, label: "Unchecked" },
};

/** Shows the inbox's verdict on a request's signature. */
export function SignatureBadge({ verdict, className }: { verdict: SignatureVerdict; className?: string }) {
  const { tone, icon: Icon, label } = LOOK[verdict];
  return (
    <Badge tone={tone} className={className}>
      <Icon aria-hidden />
      {label}
    </Badge>
  );
}
