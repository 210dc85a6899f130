/** The entity tag of what carries the time of its latest change: no two changes of one thing have the same. */
export function entityTag(value: unknown): string | undefined {
  const isTimed = typeof value === "object" && value !== null && "updatedTime" in value;
  return isTimed ? `"${value.updatedTime}"` : undefined;
}

/** What compressing proxies write behind a tag: Apache `-gzip`, Jetty `--gzip`, others `;gzip`, and so with the other encodings. */
const ENCODING_MARK = /(?:--?|;)(?:x-)?(?:gzip|deflate|br|zstd)$/;

/**
 * Reads from If-Match the entity tags that a change is meant for, bare of their quotes (RFC 9110, section 13.1.1). Undefined where there is
 * no such header and for `*`: any state will do. What is no tag matches nothing.
 *
 * RFC 9110 asks for the strong comparison, by which a weak tag matches nothing. Ours are compared as what they are, though nginx has made
 * them weak, or another proxy has marked them, because it compressed the answer: they name a state of the thing, never the bytes of an
 * answer, and no two states have the same. So nobody overwrites by them what they have not read.
 */
export function readIfMatch(headers: Pick<Headers, "get">): readonly string[] | undefined {
  const given = headers.get("if-match");
  if (given === null || given.trim() === "*") return undefined;
  return given.split(",").flatMap((tag) => /^(?:W\/)?"([^"]*)"$/.exec(tag.trim())?.[1]?.replace(ENCODING_MARK, "") ?? []);
}
