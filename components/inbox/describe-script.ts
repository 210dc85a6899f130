import type { InboxAnswer, InboxSequenceStep } from "@/domain/inbox/inbox-answer";

type Answer = Pick<InboxAnswer, "status" | "delaySeconds">;

/** Returns an answer in words: "503", or "200 after 2.5 s". */
function describeAnswer({ status, delaySeconds }: Answer): string {
  return delaySeconds === 0 ? String(status) : `${status} after ${delaySeconds} s`;
}

/** Returns the part of a sequence that holds its last `left` answers, which are still to be given. */
function remaining(sequence: readonly InboxSequenceStep[], left: number): InboxSequenceStep[] {
  const steps: InboxSequenceStep[] = [];
  let open = left;
  for (const step of sequence.toReversed()) {
    if (open <= 0) break;
    steps.unshift({ ...step, times: Math.min(step.times, open) });
    open -= step.times;
  }
  return steps;
}

/**
 * Returns in words how an inbox answers from now on: "200 to each request", "503 to the next 3 requests, then 200". `sequenceLeft` is the
 * number of requests that its sequence still has an answer for.
 */
export function describeScript(script: { answer: Answer; sequence: readonly InboxSequenceStep[]; sequenceLeft: number }): string {
  const { answer, sequence, sequenceLeft } = script;
  const steps = remaining(sequence, sequenceLeft);
  if (steps.length === 0) return `${describeAnswer(answer)} to each request`;
  const parts = steps.map((step, index) => {
    const which =
      step.times === 1
        ? index === 0
          ? "the next request"
          : "one more"
        : index === 0
          ? `the next ${step.times} requests`
          : `${step.times} more`;
    return `${describeAnswer(step)} to ${which}`;
  });
  return `${parts.join(", ")}, then ${describeAnswer(answer)}`;
}
