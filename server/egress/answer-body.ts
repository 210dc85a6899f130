import { StringDecoder } from "node:string_decoder";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** How much of an answer's body is read, and kept (docs/architecture.md "The guarded client"). */
export const MAX_ANSWER_BYTES = 64 * 1024;

export interface AnswerText {
  body: string;
  isCut: boolean;
}

/** A Map: an endpoint chooses the key, and `__proto__` is one. */
const DECODERS: ReadonlyMap<string, () => NodeJS.ReadWriteStream> = new Map([
  ["gzip", () => createGunzip()],
  ["x-gzip", () => createGunzip()],
  ["deflate", () => createInflate()],
  ["br", () => createBrotliDecompress()],
]);

const NOTHING = Buffer.alloc(0);

/**
 * A body as it comes in, up to 64 KiB, in one buffer: an endpoint that sends it byte by byte would otherwise take hundreds of bytes
 * of memory for each.
 */
export class AnswerBytes {
  /** More came than fits. */
  isCut = false;
  private buffer: Buffer = NOTHING;
  private length = 0;

  add(chunk: Buffer): void {
    const kept = chunk.subarray(0, MAX_ANSWER_BYTES - this.length);
    this.isCut = kept.length < chunk.length;
    const length = this.length + kept.length;
    if (this.length === 0) {
      this.buffer = kept;
    } else {
      if (length > this.buffer.length) this.grow(length);
      kept.copy(this.buffer, this.length);
    }
    this.length = length;
  }

  toBuffer(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  private grow(length: number): void {
    const grown = Buffer.allocUnsafe(Math.min(Math.max(length, 2 * this.length), MAX_ANSWER_BYTES));
    this.buffer.copy(grown, 0, 0, this.length);
    this.buffer = grown;
  }
}

/**
 * The body as text to keep: at most 64 KiB of UTF-8. What is no UTF-8 becomes U+FFFD, and so does NUL, which PostgreSQL's text
 * cannot hold. `isCut` says whether more had come than `bytes`.
 */
export function toAnswerText(bytes: Buffer, isCut: boolean): AnswerText {
  const text = isCut ? withoutBrokenEnd(bytes) : bytes.toString("utf8");
  const body = text.includes("\0") ? text.replaceAll("\0", "\uFFFD") : text;
  // Each replacement is three bytes long, so binary content can grow past the limit once more.
  if (body.length * 3 <= MAX_ANSWER_BYTES || Buffer.byteLength(body) <= MAX_ANSWER_BYTES) return { body, isCut };
  return { body: withoutBrokenEnd(Buffer.from(body).subarray(0, MAX_ANSWER_BYTES)), isCut: true };
}

/** A decoder keeps back a last character of which not every byte is there. */
function withoutBrokenEnd(bytes: Buffer): string {
  return new StringDecoder("utf8").write(bytes);
}

/** Whether a body with this `content-encoding` must be unpacked to be read. */
export function isEncoded(contentEncoding: string | undefined): contentEncoding is string {
  return contentEncoding !== undefined && contentEncoding !== "" && contentEncoding.toLowerCase() !== "identity";
}

/**
 * Unpacks a body that an endpoint compressed although nobody asked it to. Stops after 64 KiB of output, so that a bomb costs no more
 * than that much; what cannot be unpacked is said in the body's place.
 */
export async function decodeAnswer(bytes: Buffer, isCut: boolean, contentEncoding: string): Promise<AnswerText> {
  const decoder = DECODERS.get(contentEncoding.trim().toLowerCase())?.();
  const unreadable = { body: `[${bytes.length} bytes, content-encoding ${contentEncoding}: not readable as text]`, isCut };
  if (!decoder) return toAnswerText(Buffer.from(unreadable.body), isCut);
  const chunks: Buffer[] = [];
  let byteCount = 0;
  try {
    decoder.end(bytes);
    for await (const chunk of decoder as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      byteCount += chunk.length;
      if (byteCount > MAX_ANSWER_BYTES) return toAnswerText(Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES), true);
    }
  } catch {
    // The end of a cut body is missing to the decoder as well: what came out before is still good.
    if (!isCut || byteCount === 0) return toAnswerText(Buffer.from(unreadable.body), isCut);
  }
  return toAnswerText(Buffer.concat(chunks), isCut);
}
