import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { WebhookPreview } from "@/domain/preview/webhook-preview";

const VERDICT: Record<WebhookPreview["filter"]["verdict"], { tone: BadgeTone; words: string }> = {
  send: { tone: "success", words: "Sent" },
  skip: { tone: "warning", words: "Skipped" },
  failed: { tone: "danger", words: "Fails" },
};

/** Shows the filter's verdict on the event; `null` while the filter is not complete. */
export function VerdictBadge({ verdict }: { verdict: WebhookPreview["filter"]["verdict"] | null }) {
  if (verdict === null) return <Badge>Not complete</Badge>;
  const { tone, words } = VERDICT[verdict];
  return <Badge tone={tone}>{words}</Badge>;
}
