import type { InboxAnswer, InboxSequenceStep } from "@/domain/inbox/inbox-answer";

/** How an inbox is told to answer. */
export interface Script {
  answer: InboxAnswer;
  sequence: readonly InboxSequenceStep[];
}

/** What the request at `position` is answered: 0 is the first since the sequence began. */
export function chooseAnswer({ answer, sequence }: Script, position: number): InboxAnswer {
  let before = 0;
  for (const { times, ...step } of sequence) {
    before += times;
    if (position < before) return step;
  }
  return answer;
}

/** How many answers of the sequence are left after so many requests. */
export function answersLeft(sequence: readonly InboxSequenceStep[], position: number): number {
  const length = sequence.reduce((sum, { times }) => sum + times, 0);
  return Math.max(0, length - position);
}
