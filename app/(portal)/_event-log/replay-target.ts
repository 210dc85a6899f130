import type { EventLogFilter } from "@/components/event-log/event-log-filter";

/** A webhook that events of the log can be sent to again. A deleted webhook is none. */
export interface ReplayTarget {
  id: string;
  name: string;
  isEnabled: boolean;
  /** True when it has a transform that could be applied again. */
  hasTransform: boolean;
}

/**
 * Returns in words why no job is possible for the log's filter, and the remedy; null when one is possible, if only after a
 * webhook is chosen.
 */
export function obstacleOf(filter: EventLogFilter, targets: readonly ReplayTarget[]): string | null {
  if (filter.eventId) return "The log is narrowed to an id. Clear it, or open the event and replay it there.";
  if (filter.entityId) return "The log is narrowed to one record. Show the events of all records, or select those to replay.";
  if (filter.status === "in_progress") return "What is in progress is being sent already. Choose another status.";
  const chosen = targets.find(({ id }) => id === filter.webhookId);
  if (filter.webhookId && !chosen) return "This webhook was deleted, so nothing can be sent to it any more. Its events stay in the log.";
  if (chosen && !chosen.isEnabled) return "This webhook is switched off, so nothing is sent to it. Switch it on first.";
  if (targets.length === 0) return "There is no webhook left to send to: those of these events were deleted.";
  return null;
}
