import type { z } from "zod";
import { describeFaults } from "@/domain/describe-faults";
import { type InputFault, PosternError } from "@/domain/errors";
import { wordsForIssue } from "@/domain/words-for-issue";

/**
 * Parses an input with its schema. Throws PosternError `invalid_input` with one fault for each wrong place; unknown keys of a
 * strict object are named one by one. Where the schema has no words of its own, wordsForIssue gives them.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input, { error: wordsForIssue });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap(toFaults);
  throw new PosternError("invalid_input", describeFaults(faults), { faults });
}

function toFaults(issue: z.core.$ZodIssue): InputFault[] {
  const at = (key?: string) => [...issue.path.map(String), ...(key === undefined ? [] : [key])].join(".");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: at(key), message: "This field is not known; remove it." }));
  return [{ path: at(), message: issue.message }];
}
