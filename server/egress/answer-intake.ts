import type { Socket } from "node:net";
import { findHeadEnd, readAnswerHead } from "@/server/egress/answer-head";
import { AnswerTooLongError } from "@/server/egress/exchange-error";

/**
 * The most bytes that may come in for one request, with all framing. The longest answer that is read, 32 KiB of headers and 64
 * KiB of body in chunks of one byte, takes less than half of it. Undici limits the headers and Exchange the body, but neither
 * limits a chunk's extensions, a status line, or endless informational answers: each of these kept a whole processor busy until
 * the deadline.
 */
const MAX_BYTES_FOR_ONE_REQUEST = 1024 * 1024;

/** The most bytes of a head that is repaired. A longer one is left to the parser, which refuses it. */
const MAX_HEAD_BYTES = 64 * 1024;

export interface AnswerListener {
  /** Notes that the first byte of the answer to a request has come. */
  onFirstByte(): void;
}

/**
 * Stands between a connection and the parser. It leaves out interim answers, and repairs a head that the parser would refuse
 * although a client must or may accept it (docs/decisions/019-what-counts-as-delivered.md). It ends a connection that sends more
 * than any answer needs. An ordinary head passes unchanged: the same bytes, not copied.
 */
export class AnswerIntake {
  /** True when the answer's head was repaired. Nothing else may be read from this connection then. */
  isRepaired = false;
  private readonly socket: Socket;
  private readonly pass: (chunk: Buffer | null) => boolean;
  private listener: AnswerListener | undefined;
  private byteCount = 0;
  private isInHead = false;
  /**
   * The received part of an incomplete head, in Latin-1. `heldEnd` is its last characters, because searching all of it for each
   * piece is slow.
   */
  private held = "";
  private heldEnd = "";

  /** Takes over the incoming bytes of a socket that was not read yet. */
  constructor(socket: Socket) {
    this.socket = socket;
    this.pass = socket.push.bind(socket);
    socket.push = (chunk: Buffer | null) => (chunk === null ? this.finish() : this.take(chunk));
  }

  /** Expects an answer. Called once a request is written. */
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

  /** Takes a piece of the head. Returns true to ask the socket for more, as `push` does. */
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

  /** Gives up on the head, and lets the parser say what is wrong with it. */
  private release(piece: string): boolean {
    const text = this.held + piece;
    this.isInHead = false;
    this.held = "";
    this.heldEnd = "";
    return text === "" || this.pass(Buffer.from(text, "latin1"));
  }
}
