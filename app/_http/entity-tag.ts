/**
 * Returns the entity tag of a value that has the time of its latest change; undefined for any other value. No two states of one
 * thing have the same tag.
 */
export function entityTag(value: unknown): string | undefined {
  const isTimed = typeof value === "object" && value !== null && "updatedTime" in value;
  return isTimed ? `"${value.updatedTime}"` : undefined;
}

/**
 * The marks that compressing proxies append to a tag: Apache `-gzip`, Jetty `--gzip`, others `;gzip`, and the same with other
 * encodings.
 */
const ENCODING_MARK = /(?:--?|;)(?:x-)?(?:gzip|deflate|br|zstd)$/;

/**
 * Returns the entity tags in If-Match that a change is meant for, without their quotes (RFC 9110, section 13.1.1). Undefined
 * without the header and for `*`, since any state is then accepted. A text that is no tag matches nothing.
 *
 * RFC 9110 demands the strong comparison, in which a weak tag matches nothing. We accept weak tags, which nginx makes when it
 * compresses an answer, and tags that another proxy has marked. Our tags name a state of the thing, never the bytes of an answer,
 * and no two states have the same. So nobody can overwrite a state that they have not read.
 */
export function readIfMatch(headers: Pick<Headers, "get">): readonly string[] | undefined {
  const given = headers.get("if-match");
  if (given === null || given.trim() === "*") return undefined;
  return given.split(",").flatMap((tag) => /^(?:W\/)?"([^"]*)"$/.exec(tag.trim())?.[1]?.replace(ENCODING_MARK, "") ?? []);
}
