import type { Socket } from "node:net";
import { findHeadEnd, readAnswerHead } from "@/server/egress/answer-head";
import { AnswerTooLongError } from "@/server/egress/exchange-error";

/**
 * What may come in for one request, all framing included. The longest answer that is read, 32 KiB of headers and 64 KiB of body in
 * chunks of one byte, takes less than half of it. Undici bounds headers and Exchange the body, but nobody bounds a chunk's extensions,
 * a status line, or informational answers without end: each kept a whole processor busy until the deadline.
 */
const MAX_BYTES_FOR_ONE_REQUEST = 1024 * 1024;

/** A longer head is left to the parser, which refuses it. */
const MAX_HEAD_BYTES = 64 * 1024;

export interface AnswerListener {
  /** Called when the first byte has come of what the endpoint sends for a request. */
  onFirstByte(): void;
}

/**
 * Stands between a connection and the parser. It leaves out interim answers and repairs a head that the parser would refuse although a
 * client must or may take it (docs/decisions/019-what-counts-as-delivered.md), and ends what sends more than any answer needs. An
 * ordinary head goes through as it came: the same bytes, not copied.
 */
export class AnswerIntake {
  /** The answer's head was repaired: nothing else may be read from this connection. */
  isRepaired = false;
  private readonly socket: Socket;
  private readonly pass: (chunk: Buffer | null) => boolean;
  private listener: AnswerListener | undefined;
  private byteCount = 0;
  private isInHead = false;
  /** What has come of a head that is not complete, in Latin-1, and its last characters apart: to search all of it for each piece is slow. */
  private held = "";
  private heldEnd = "";

  /** Takes over what comes in on a socket of which nothing was read. */
  constructor(socket: Socket) {
    this.socket = socket;
    this.pass = socket.push.bind(socket);
    socket.push = (chunk: Buffer | null) => (chunk === null ? this.finish() : this.take(chunk));
  }

  /** To be called once a request is written: its answer comes next. */
  begin(listener: AnswerListener): void {
    this.listener = listener;
    this.byteCount = 0;
    this.isInHead = true;
  }

  private take(chunk: Buffer): boolean {
    this.byteCount += chunk.length;
    if (this.byteCount > MAX_BYTES_FOR_ONE_REQUEST) {
      this.socket.destroy(new AnswerTooLongError());
      return false;
    }
    this.listener?.onFirstByte();
    this.listener = undefined;
    return this.isInHead ? this.takeHead(chunk) : this.pass(chunk);
  }

  private finish(): boolean {
    this.release("");
    return this.pass(null);
  }

  /** True asks the socket for more, as `push` does. */
  private takeHead(chunk: Buffer): boolean {
    let piece = chunk.toString("latin1");
    for (;;) {
      // Empty lines before an answer mean nothing.
      if (this.held === "") piece = piece.replace(/^[\r\n]+/, "");
      if (piece === "") return true;
      if (findHeadEnd(this.heldEnd + piece) < 0) return this.hold(piece);
      const text = this.held + piece;
      const head = readAnswerHead(text, findHeadEnd(text));
      this.held = "";
      this.heldEnd = "";
      piece = text.slice(head.length);
      if (head.type === "interim") continue;
      this.isInHead = false;
      if (head.type === "repaired") {
        this.isRepaired = true;
        return this.pass(Buffer.from(head.head + piece, "latin1"));
      }
      return this.pass(text.length === chunk.length ? chunk : Buffer.from(text, "latin1"));
    }
  }

  private hold(piece: string): boolean {
    if (this.held.length + piece.length > MAX_HEAD_BYTES) return this.release(piece);
    this.held += piece;
    this.heldEnd = (this.heldEnd + piece).slice(-3);
    return true;
  }

  /** Gives up on the head: the parser says what is wrong with it. */
  private release(piece: string): boolean {
    const text = this.held + piece;
    this.isInHead = false;
    this.held = "";
    this.heldEnd = "";
    return text === "" || this.pass(Buffer.from(text, "latin1"));
  }
}
