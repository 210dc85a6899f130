/** The reasons why Postern itself paused a replay job or gave it up, and the remedy. */
export const STATE_REASONS = {
  WEBHOOK_DISABLED: "The webhook was disabled. Enable it, then resume the job: it goes on where it stopped.",
  WEBHOOK_INCOMPLETE:
    "The webhook has no URL, or its credentials are missing. Complete it, then resume the job: it goes on where it stopped.",
  WEBHOOK_DELETED: "The webhook was deleted, so nothing can be sent to it any more.",
  INTERNAL_ERROR: "Postern could not go on with the job, whatever was tried. Resume it: it goes on where it stopped.",
} as const;

export type StateReason = keyof typeof STATE_REASONS;

export function isStateReason(text: string): text is StateReason {
  return Object.hasOwn(STATE_REASONS, text);
}
