import { formatBytes } from "@/components/ui/format-bytes";
import type { InboxRequestSummary } from "@/domain/inbox/inbox-request";

/** How long a request's body was, such as "71 B", or "at least 2.0 MiB" where nobody knows. */
export function describeBodySize({ bodySize, isBodySizeExact }: Pick<InboxRequestSummary, "bodySize" | "isBodySizeExact">): string {
  return isBodySizeExact ? formatBytes(bodySize) : `at least ${formatBytes(bodySize)}`;
}
