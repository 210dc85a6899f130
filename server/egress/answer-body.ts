import type { AnswerCut } from "@/domain/delivery/answer-cut";
import { AnswerBytes } from "@/server/egress/answer-bytes";
import { type AnswerText, toAnswerText } from "@/server/egress/answer-text";
import { ContentDecoder, codingsOf } from "@/server/egress/content-decoder";

/** The body of one answer as it comes in, unpacked, up to 64 KiB. */
export class AnswerBody {
  private readonly headers: Readonly<Record<string, string>>;
  private readonly onFull: () => void;
  private readonly bytes = new AnswerBytes();
  private readonly decoder: ContentDecoder | undefined;
  private receivedByteCount = 0;
  private isOverfull = false;

  /** Makes the body. `onFull` is called, perhaps more than once, when there is more than is kept. */
  constructor(headers: Readonly<Record<string, string>>, onFull: () => void) {
    this.headers = headers;
    this.onFull = onFull;
    const codings = codingsOf(headers);
    if (codings.length > 0)
      this.decoder = new ContentDecoder(codings, { onData: (chunk) => this.keep(chunk), onTooMuch: () => this.overflow() });
  }

  add(chunk: Buffer): void {
    this.receivedByteCount += chunk.length;
    if (this.decoder) this.decoder.add(chunk);
    else this.keep(chunk);
  }

  /** Returns the received body as text. `cut` is the reason why that is not all of it; null when it is. */
  finish(cut: AnswerCut | null): AnswerText | Promise<AnswerText> {
    return this.decoder ? this.finishDecoding(this.decoder, cut) : this.toText(cut);
  }

  private keep(chunk: Buffer): void {
    this.bytes.add(chunk);
    if (this.bytes.isCut) this.overflow();
  }

  private overflow(): void {
    this.isOverfull = true;
    this.decoder?.close();
    this.onFull();
  }

  private async finishDecoding(decoder: ContentDecoder, cut: AnswerCut | null): Promise<AnswerText> {
    const isWhole = !this.isOverfull && (await decoder.end());
    decoder.close();
    const reason = this.isOverfull ? "too_long" : (cut ?? (isWhole ? null : "broken_off"));
    const isUnreadable = this.bytes.isEmpty && this.receivedByteCount > 0 && !isWhole;
    return isUnreadable ? { body: this.describe(), cut: this.isOverfull ? reason : cut } : this.toText(reason);
  }

  private toText(cut: AnswerCut | null): AnswerText {
    return toAnswerText(this.bytes.toBuffer(), cut, this.headers["content-type"]);
  }

  /** Returns the text that replaces a body that cannot be unpacked. */
  private describe(): string {
    const { "content-encoding": encoding, "transfer-encoding": transfer } = this.headers;
    const coding = encoding === undefined ? `transfer-encoding ${transfer}` : `content-encoding ${encoding}`;
    return `[${this.receivedByteCount} bytes, ${coding}: not readable as text]`;
  }
}
