import type { InboxAnswer, InboxSequenceStep } from "@/domain/inbox/inbox-answer";

/** The script of an inbox's answers. */
export interface Script {
  answer: InboxAnswer;
  sequence: readonly InboxSequenceStep[];
}

/** Returns the answer to the request at `position`; 0 is the first since the sequence began. */
export function chooseAnswer({ answer, sequence }: Script, position: number): InboxAnswer {
  let before = 0;
  for (const { times, ...step } of sequence) {
    before += times;
    if (position < before) return step;
  }
  return answer;
}

/** Returns the number of answers of the sequence that are left after `position` requests. */
export function answersLeft(sequence: readonly InboxSequenceStep[], position: number): number {
  const length = sequence.reduce((sum, { times }) => sum + times, 0);
  return Math.max(0, length - position);
}
