import type { EventLogFilter } from "@/components/event-log/event-log-filter";

/** A webhook that events of the log can be sent to again; a deleted one is none. */
export interface ReplayTarget {
  id: string;
  name: string;
  isEnabled: boolean;
  /** Whether it has a transform that could be applied anew. */
  hasTransform: boolean;
}

/** Why no job can be made of what the log is narrowed to, with the way on; null when one can, if need be once a webhook is chosen. */
export function obstacleOf(filter: EventLogFilter, targets: readonly ReplayTarget[]): string | null {
  if (filter.eventId) return "The log is narrowed to an id. Clear it, or open the event and replay it there.";
  if (filter.status === "in_progress") return "What is in progress is being sent already. Choose another status.";
  const chosen = targets.find(({ id }) => id === filter.webhookId);
  if (filter.webhookId && !chosen) return "This webhook was deleted, so nothing can be sent to it any more. Its events stay in the log.";
  if (chosen && !chosen.isEnabled) return "This webhook is switched off, so nothing is sent to it. Switch it on first.";
  if (targets.length === 0) return "There is no webhook left to send to: those of these events were deleted.";
  return null;
}
