/** The entity tag of what carries the time of its latest change: no two changes of one thing have the same. */
export function entityTag(value: unknown): string | undefined {
  const isTimed = typeof value === "object" && value !== null && "updatedTime" in value;
  return isTimed ? `"${value.updatedTime}"` : undefined;
}

/**
 * The entity tags that a change is meant for, by If-Match, bare of their quotes (RFC 9110, section 13.1.1). Undefined where there is no such
 * header and for `*`: any state will do. Weak tags and what is no tag match nothing.
 */
export function readIfMatch(headers: Pick<Headers, "get">): readonly string[] | undefined {
  const given = headers.get("if-match");
  if (given === null || given.trim() === "*") return undefined;
  return given.split(",").flatMap((tag) => /^"([^"]*)"$/.exec(tag.trim())?.[1] ?? []);
}
