import { formatBytes } from "@/components/ui/format-bytes";
import type { InboxRequestSummary } from "@/domain/inbox/inbox-request";

/** Returns the length of a request's body, such as "71 B", or "at least 2.0 MiB" where the exact length is not known. */
export function describeBodySize({ bodySize, isBodySizeExact }: Pick<InboxRequestSummary, "bodySize" | "isBodySizeExact">): string {
  return isBodySizeExact ? formatBytes(bodySize) : `at least ${formatBytes(bodySize)}`;
}
