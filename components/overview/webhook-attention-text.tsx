import { formatCount } from "@/components/overview/format-figure";
import { RelativeTime } from "@/components/ui/relative-time";
import type { WebhookAttention } from "@/domain/statistics/overview";
import { DISABLED_EXPLANATIONS } from "@/domain/webhook/disabled-reasons";

/** Shows what is wrong with a webhook, since when, and what comes next. */
export function WebhookAttentionText({ item }: { item: WebhookAttention }) {
  switch (item.type) {
    case "disabled":
      return (
        <>
          Postern disabled it <RelativeTime iso={item.at} />. {DISABLED_EXPLANATIONS[item.reason]}
        </>
      );
    case "circuit_open":
      return (
        <>
          The endpoint is away; it began to fail <RelativeTime iso={item.since} />. {formatCount(item.waiting)}{" "}
          {item.waiting === 1 ? "delivery waits" : "deliveries wait"}, and it is tried again <RelativeTime iso={item.nextProbeAt} isAhead />
          .
        </>
      );
    case "failing":
      return (
        <>
          Every delivery fails; it began <RelativeTime iso={item.since} />. It is disabled <RelativeTime iso={item.disabledAt} isAhead />{" "}
          unless one succeeds.
        </>
      );
    case "incomplete":
      return item.lacks === "url"
        ? "It has no address yet, so its events are skipped."
        : "Its credentials are missing, so its events are skipped.";
  }
}
