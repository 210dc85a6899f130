import { z } from "zod";
import { answerHeaders } from "@/domain/inbox/answer-headers";
import { storableText } from "@/domain/storable-text";

/** The longest delay. It is longer than the default time limit of an attempt, two minutes, so that time-outs can be tried out. */
export const MAX_DELAY_SECONDS = 150;
export const MAX_SEQUENCE_LENGTH = 20;
export const MAX_TIMES = 1_000;
const MAX_BODY_LENGTH = 64 * 1_024;

const STATUS = "Give an HTTP status from 200 to 599.";
const DELAY = `Give a number of seconds, 0 to ${MAX_DELAY_SECONDS}.`;
const TIMES = `Give a whole number, 1 to ${MAX_TIMES}.`;

/** An inbox's answer to a request. The default is 200, at once, with no headers and no body. */
export const inboxAnswer = z.strictObject({
  status: z.int(STATUS).min(200, STATUS).max(599, STATUS).default(200),
  headers: answerHeaders.default({}),
  body: storableText({ max: MAX_BODY_LENGTH, error: "Give the answer's body as text." }).default(""),
  /** The seconds before the answer is sent. */
  delaySeconds: z.number(DELAY).min(0, DELAY).max(MAX_DELAY_SECONDS, DELAY).default(0),
});
export type InboxAnswer = z.output<typeof inboxAnswer>;

/** An answer that is given to `times` requests in a row. */
export const inboxSequenceStep = inboxAnswer.extend({ times: z.int(TIMES).min(1, TIMES).max(MAX_TIMES, TIMES).default(1) });
export type InboxSequenceStep = z.output<typeof inboxSequenceStep>;

/** The answers to the first requests, one step after the other. All later requests get the inbox's answer. */
export const inboxSequence = z
  .array(inboxSequenceStep)
  .max(MAX_SEQUENCE_LENGTH, `A sequence has at most ${MAX_SEQUENCE_LENGTH} steps: use "times" to repeat one.`);
