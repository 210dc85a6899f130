/** Why a published event was not sent to a webhook that subscribes to it. */
export const SKIP_REASONS = {
  WEBHOOK_DISABLED: "The webhook was disabled when the event was published.",
  WEBHOOK_INCOMPLETE: "The webhook had no URL, or its credentials were missing, when the event was published.",
} as const;

export type SkipReason = keyof typeof SKIP_REASONS;
