import { z } from "zod";
import { inboxChange } from "@/domain/inbox/inbox";
import type { InboxAnswer, InboxSequenceStep } from "@/domain/inbox/inbox-answer";
import { trimPasted } from "@/domain/trim-pasted";

/** One answer as it is typed. `headers` has one header a line: "Retry-After: 30". */
export interface AnswerValues {
  status: string;
  delaySeconds: string;
  headers: string;
  body: string;
}

/** An answer to `times` requests in a row. */
interface StepValues extends AnswerValues {
  times: string;
}

export interface ScriptValues {
  answer: AnswerValues;
  sequence: StepValues[];
}

function toAnswerValues({ status, delaySeconds, headers, body }: InboxAnswer): AnswerValues {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return { status: String(status), delaySeconds: String(delaySeconds), headers: lines.join("\n"), body };
}

export function toScriptValues(script: { answer: InboxAnswer; sequence: readonly InboxSequenceStep[] }): ScriptValues {
  return {
    answer: toAnswerValues(script.answer),
    sequence: script.sequence.map((step) => ({ ...toAnswerValues(step), times: String(step.times) })),
  };
}

/** Returns the number that was typed, or the text itself where it is no number: the schema then says what is wanted. */
function toNumber(text: string): number | string {
  const typed = text.trim().replace(",", ".");
  return typed !== "" && Number.isFinite(Number(typed)) ? Number(typed) : text;
}

function toHeaders(lines: string): Record<string, string> {
  const named = lines.split("\n").flatMap((line) => {
    if (line.trim() === "") return [];
    const colon = line.indexOf(":");
    return colon < 0 ? [[line.trim(), ""] as const] : [[trimPasted(line.slice(0, colon)), line.slice(colon + 1).trim()] as const];
  });
  return Object.fromEntries(named);
}

function toAnswer({ status, delaySeconds, headers, body }: AnswerValues) {
  return { status: toNumber(status), delaySeconds: toNumber(delaySeconds), headers: toHeaders(headers), body };
}

/** Returns what was typed as a change of the inbox, which is not checked yet: that is for the schema. */
export function toScriptChange({ answer, sequence }: ScriptValues): Record<string, unknown> {
  return { answer: toAnswer(answer), sequence: sequence.map((step) => ({ ...toAnswer(step), times: toNumber(step.times) })) };
}

/** The schema that reads the form's values as a change of the inbox. */
export const scriptForm = z.custom<ScriptValues>().transform(toScriptChange).pipe(inboxChange);
