/** Why the body of an answer is not whole. The status was given all the same, and it alone says whether the endpoint took the event. */
export type AnswerCut = "too_long" | "broken_off" | "deadline" | "stopped";

/** What is told of a cut body, in plain words. */
export const ANSWER_CUT_NOTES = {
  too_long: "The answer's body is cut: it is longer than the 64 KiB that are kept.",
  broken_off: "The answer's body is cut: it broke off, or became unreadable, before it was complete.",
  deadline: "The answer's body is cut: it was not complete when the time limit was reached.",
  stopped: "The answer's body is cut: Postern was stopped before it was complete.",
} as const satisfies Record<AnswerCut, string>;
