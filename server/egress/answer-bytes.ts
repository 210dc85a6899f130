import { MAX_ANSWER_BYTES } from "@/server/egress/answer-text";

const NOTHING = Buffer.alloc(0);

/**
 * A body as it comes in, up to 64 KiB, in one buffer. If each chunk were kept, a body that is sent byte by byte would take
 * hundreds of bytes of memory for each.
 */
export class AnswerBytes {
  /** True when more came than fits. */
  isCut = false;
  private buffer: Buffer = NOTHING;
  private length = 0;

  get isEmpty(): boolean {
    return this.length === 0;
  }

  add(chunk: Buffer): void {
    if (this.isCut) return;
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
