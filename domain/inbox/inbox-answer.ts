import { z } from "zod";
import { answerHeaders } from "@/domain/inbox/answer-headers";
import { storableText } from "@/domain/storable-text";

/** Longer than the two minutes that an attempt may take unless an owner says otherwise: time-outs can be tried out. */
export const MAX_DELAY_SECONDS = 150;
export const MAX_SEQUENCE_LENGTH = 20;
export const MAX_TIMES = 1_000;
const MAX_BODY_LENGTH = 64 * 1_024;

const STATUS = "Give an HTTP status from 200 to 599.";
const DELAY = `Give a number of seconds, 0 to ${MAX_DELAY_SECONDS}.`;
const TIMES = `Give a whole number, 1 to ${MAX_TIMES}.`;

/** How an inbox answers a request. Absent parts: 200, at once, with nothing. */
export const inboxAnswer = z.strictObject({
  status: z.int(STATUS).min(200, STATUS).max(599, STATUS).default(200),
  headers: answerHeaders.default({}),
  body: storableText({ max: MAX_BODY_LENGTH, error: "Give the answer's body as text." }).default(""),
  /** How long the answer is held back. */
  delaySeconds: z.number(DELAY).min(0, DELAY).max(MAX_DELAY_SECONDS, DELAY).default(0),
});
export type InboxAnswer = z.output<typeof inboxAnswer>;

/** An answer that is given to so many requests in a row. */
export const inboxSequenceStep = inboxAnswer.extend({ times: z.int(TIMES).min(1, TIMES).max(MAX_TIMES, TIMES).default(1) });
export type InboxSequenceStep = z.output<typeof inboxSequenceStep>;

/** What the first requests are answered, one step after the other, before the inbox's answer is given to all others. */
export const inboxSequence = z
  .array(inboxSequenceStep)
  .max(MAX_SEQUENCE_LENGTH, `A sequence has at most ${MAX_SEQUENCE_LENGTH} steps: use "times" to repeat one.`);
