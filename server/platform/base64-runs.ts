import type { Span } from "@/server/platform/text-layers";

/** A part of a text that may be base64 or base64url (RFC 4648, sections 4 and 5), with its padding. */
interface Run {
  text: string;
  start: number;
}

/** Base64 that was decoded, one character for each byte. `toBase64` returns the characters that hold some bytes. */
interface DecodedBase64 {
  bytes: string;
  toBase64(span: Span): Span;
}

/** Matches base64 of as many bytes as the shortest secret that is recognised anywhere in a text has. */
const RUN = /[A-Za-z0-9+/_-]{11,}={0,2}/g;
const CHARACTER = /[A-Za-z0-9+/_-]/;
/** The least base64 in which a piece of a secret is looked for where a text was cut. */
const MIN_LAST_RUN = 6;

/** Returns the parts of a text that may be base64. */
export function* runsOf(text: string): Generator<Run> {
  for (const { index, 0: run } of text.matchAll(RUN)) yield { text: run, start: index };
}

/** Returns the part of a text's end that may be base64; null where there is none. */
export function lastRunOf(text: string): Run | null {
  let start = text.length;
  while (start > 0 && CHARACTER.test(text.charAt(start - 1))) start--;
  return text.length - start < MIN_LAST_RUN ? null : { text: text.slice(start), start };
}

/**
 * Returns what base64 says if its first group begins at the first, second, third or fourth character: what stands before it may
 * consist of the same characters, as a slash does.
 */
export function* decodeBase64At(base64: string): Generator<DecodedBase64> {
  for (const begin of [0, 1, 2, 3]) {
    const bytes = Buffer.from(base64.slice(begin), "base64").toString("latin1");
    yield {
      bytes,
      toBase64: ({ start, end }) => ({
        start: begin + Math.floor((start * 4) / 3),
        // The padding goes with the last byte.
        end: end === bytes.length ? base64.length : begin + Math.ceil((end * 4) / 3),
      }),
    };
  }
}
