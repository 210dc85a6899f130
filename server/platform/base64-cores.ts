/** The places in a group of three bytes at which a text may begin. Base64 writes such a group as four characters. */
const ALIGNMENTS = [0, 1, 2] as const;

/**
 * Returns the characters of base64 (RFC 4648, section 4) that are the same in every longer text that contains this one: one part
 * for each place in a group of three bytes at which it may begin. They tell whether base64 may hold the text.
 */
export function base64CoresOf(text: string): string[] {
  const bytes = Buffer.from(text, "utf8");
  return ALIGNMENTS.map((before) => {
    const base64 = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    const begin = before === 0 ? 0 : before + 1;
    return base64.slice(begin, Math.floor(((before + bytes.length) * 8) / 6));
  });
}

/** Returns base64 in the alphabet of base64url (RFC 4648, section 5), with its padding. */
export function inBase64Url(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_");
}
