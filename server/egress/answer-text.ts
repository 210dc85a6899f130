import type { AnswerCut } from "@/domain/delivery/answer-cut";

/** The most bytes of an answer's unpacked body that are kept (docs/architecture.md "The guarded client"). */
export const MAX_ANSWER_BYTES = 64 * 1024;

export interface AnswerText {
  body: string;
  /** The reason why `body` is not all of it; null when it is. */
  cut: AnswerCut | null;
}

const UTF_8 = "utf-8";

/**
 * Returns a body as text to keep: at most 64 KiB of UTF-8. It is read by the charset that `contentType` names, else as UTF-8,
 * without its byte order mark. Bytes that the charset does not have become U+FFFD, and so does NUL, which PostgreSQL's text
 * cannot hold. `cut` is the reason why there was more than `bytes`.
 */
export function toAnswerText(bytes: Buffer, cut: AnswerCut | null, contentType: string | undefined): AnswerText {
  const text = decode(bytes, cut !== null, contentType);
  const body = text.includes("\0") ? text.replaceAll("\0", "\uFFFD") : text;
  // Each replacement is three bytes long, and other charsets take fewer bytes, so the text may again be longer than the limit.
  if (body.length * 3 <= MAX_ANSWER_BYTES || Buffer.byteLength(body) <= MAX_ANSWER_BYTES) return { body, cut };
  const kept = Buffer.from(body).subarray(0, MAX_ANSWER_BYTES);
  return { body: new TextDecoder(UTF_8).decode(kept, { stream: true }), cut: cut ?? "too_long" };
}

function decode(bytes: Buffer, isCut: boolean, contentType: string | undefined): string {
  const charset = charsetOfMark(bytes) ?? charsetOf(contentType);
  if (charset === UTF_8 && !isCut) {
    const text = bytes.toString("utf8");
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }
  const decoder = toDecoder(charset);
  if (decoder.encoding === "windows-1252") return bytes.toString("latin1").replace(C1_CONTROLS, toWindows1252);
  // A stream holds back a last character whose bytes are not all there.
  return decoder.decode(bytes, { stream: isCut });
}

/** Returns the charset of the byte order mark, or null. It overrides the header (WHATWG Encoding, "decode"). */
function charsetOfMark(bytes: Buffer): string | null {
  if (bytes[0] === 0xef) return bytes[1] === 0xbb && bytes[2] === 0xbf ? UTF_8 : null;
  if (bytes[0] === 0xfe) return bytes[1] === 0xff ? "utf-16be" : null;
  return bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : null;
}

/** Returns the charset of a content-type (RFC 9110, section 8.3.2). It also accepts a value in single quotes. */
function charsetOf(contentType: string | undefined): string {
  if (contentType === undefined) return UTF_8;
  const [, charset = UTF_8] = /;\s*charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType) ?? [];
  return charset.toLowerCase() === "utf8" ? UTF_8 : charset.toLowerCase();
}

/**
 * Matches the characters that are control characters in Latin-1 and others in windows-1252. Node 20, like some later versions,
 * decodes windows-1252 as Latin-1 (nodejs/node issue 56542).
 */
const C1_CONTROLS = /[\x80-\x9f]/g;
const WINDOWS_1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

function toWindows1252(character: string): string {
  return WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? character;
}

function toDecoder(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder(UTF_8);
  }
}
