import type { z } from "zod";

const THINGS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "a JSON object",
  record: "a JSON object",
  array: "a JSON array",
};

/** Returns in words what to give instead, where a schema has no words of its own; undefined where zod's own words do. */
export function wordsForIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type": {
      const thing = THINGS[issue.expected];
      return thing && `Give ${thing}.`;
    }
    case "invalid_value":
      return `Give one of ${issue.values.map(String).join(", ")}.`;
    case "too_small":
      return `Give ${amount(issue.origin, issue.minimum)} or more.`;
    case "too_big":
      return `Give ${amount(issue.origin, issue.maximum)} or less.`;
    default:
      return undefined;
  }
}

function amount(origin: string, limit: number | bigint): string {
  const many = limit === 1 || limit === 1n ? "" : "s";
  if (origin === "string") return `${limit} character${many}`;
  return origin === "array" ? `${limit} element${many}` : `${limit}`;
}
