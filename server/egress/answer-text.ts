import type { AnswerCut } from "@/domain/delivery/answer-cut";

/** How much of an answer's body is kept (docs/architecture.md "The guarded client"), unpacked. */
export const MAX_ANSWER_BYTES = 64 * 1024;

export interface AnswerText {
  body: string;
  /** Why `body` is not all of it; null where it is. */
  cut: AnswerCut | null;
}

const UTF_8 = "utf-8";

/**
 * Reads a body as text to keep: at most 64 KiB of UTF-8. It is read by the charset that `contentType` names, else as UTF-8, and its byte
 * order mark left out. What the charset does not have becomes U+FFFD, and so does NUL, which PostgreSQL's text cannot hold. `cut` says
 * why there was more than `bytes`.
 */
export function toAnswerText(bytes: Buffer, cut: AnswerCut | null, contentType: string | undefined): AnswerText {
  const text = decode(bytes, cut !== null, contentType);
  const body = text.includes("\0") ? text.replaceAll("\0", "\uFFFD") : text;
  // Each replacement is three bytes long, and other charsets take fewer bytes: the text can grow past the limit once more.
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
  // A stream keeps back a last character of which not every byte is there.
  return decoder.decode(bytes, { stream: isCut });
}

/** The byte order mark says more than the header (WHATWG Encoding, "decode"). */
function charsetOfMark(bytes: Buffer): string | null {
  if (bytes[0] === 0xef) return bytes[1] === 0xbb && bytes[2] === 0xbf ? UTF_8 : null;
  if (bytes[0] === 0xfe) return bytes[1] === 0xff ? "utf-16be" : null;
  return bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : null;
}

/** RFC 9110, section 8.3.2; a value in single quotes is seen as well. */
function charsetOf(contentType: string | undefined): string {
  if (contentType === undefined) return UTF_8;
  const [, charset = UTF_8] = /;\s*charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType) ?? [];
  return charset.toLowerCase() === "utf8" ? UTF_8 : charset.toLowerCase();
}

/**
 * What Latin-1 has for control characters, windows-1252 has for these. Node 20 decodes it as Latin-1, and so do some versions after it
 * (nodejs/node issue 56542).
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
