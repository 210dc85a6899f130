import type { Script } from "@/domain/inbox/choose-answer";
import { inboxAnswer, inboxSequence } from "@/domain/inbox/inbox-answer";

/** Returns an inbox's script of answers from its row. */
export function scriptOf({ answer, sequence }: { answer: unknown; sequence: unknown }): Script {
  return { answer: inboxAnswer.parse(answer), sequence: inboxSequence.parse(sequence) };
}
