/**
 * The reason why the body of an answer is incomplete. The status came in full, and it alone decides whether the endpoint accepted
 * the event.
 */
export type AnswerCut = "too_long" | "broken_off" | "deadline" | "stopped";

/** The note on a cut body, in plain words. */
export const ANSWER_CUT_NOTES = {
  too_long: "The answer's body is cut: it is longer than the 64 KiB that are kept.",
  broken_off: "The answer's body is cut: it broke off, or became unreadable, before it was complete.",
  deadline: "The answer's body is cut: it was not complete when the time limit was reached.",
  stopped: "The answer's body is cut: Postern was stopped before it was complete.",
} as const satisfies Record<AnswerCut, string>;
