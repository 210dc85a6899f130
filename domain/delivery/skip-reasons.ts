/** The reasons why an event was not sent to a webhook, when it was published or when a replay job tried to send it again. */
export const SKIP_REASONS = {
  WEBHOOK_DISABLED: "The webhook was disabled when the event was published.",
  WEBHOOK_INCOMPLETE: "The webhook had no URL, or its credentials were missing, when the event was published.",
  EVENT_GONE: "What was published is not stored any more, so it could not be built again.",
  TRANSFORM_GAVE_NOTHING: "The webhook's transformation gave nothing for this event, so there was nothing to send.",
  EXECUTION_CANCELLED: "The automation's execution was cancelled before this was sent.",
} as const;

export type SkipReason = keyof typeof SKIP_REASONS;
