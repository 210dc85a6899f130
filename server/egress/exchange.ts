import type { Dispatcher } from "undici";
import type { AnswerCut } from "@/domain/delivery/answer-cut";
import type { FailureCode } from "@/domain/delivery/failure-codes";
import { AnswerBody } from "@/server/egress/answer-body";
import type { AnswerListener } from "@/server/egress/answer-intake";
import type { AnswerText } from "@/server/egress/answer-text";
import { ConnectError, type ConnectTimings } from "@/server/egress/connect-error";
import type { EgressResult, EgressTimings } from "@/server/egress/egress-result";
import { cutOf, explainBrokenExchange, isReset } from "@/server/egress/exchange-error";
import type { Line, LineMember } from "@/server/egress/line";

type Controller = Dispatcher.DispatchController;

/** The error for `controller.abort` when the exchange has already ended. Nothing reads it. */
const ENDED = new Error("The exchange has ended.");

/** The facts about the connection that a request goes out on. */
export interface RequestRoute {
  remoteAddress: string;
  /** The times of making the connection; only for the first request on it. */
  connectTimings: ConnectTimings | undefined;
}

/** The connection that an exchange goes out on. */
export interface ExchangeCarrier {
  readonly origin: string;
  /** Returns the route. Called once, when the request is about to be written. Throws when it must not be written. */
  takeRoute(listener: AnswerListener): RequestRoute;
  /** Closes a connection from which nothing else may be read. Called once, when the answer is complete. */
  finishRoute(): void;
}

export interface ExchangeOptions {
  request: Dispatcher.DispatchOptions;
  timeoutMs: number;
  signal: AbortSignal | undefined;
  /** Sends the same request again on a connection of its own. */
  retry(exchange: Exchange, origin: string): void;
  resolve(result: EgressResult): void;
}

/**
 * A request and its answer, as a handler for undici. It measures, limits and ends them, and produces exactly one result, whatever
 * undici calls afterwards. The deadline runs from the start to the last byte of the answer, however slowly it comes. Once the
 * head of the answer has come, its status counts, whatever happens to the body (docs/decisions/019-what-counts-as-delivered.md).
 */
export class Exchange implements Dispatcher.DispatchHandler, LineMember<Exchange>, AnswerListener {
  readonly request: Dispatcher.DispatchOptions;
  isEnded = false;
  /** The line in which it waits for a connection. It leaves the line by itself when it ends before its turn. */
  line: Line<Exchange> | undefined;
  before: Exchange | undefined;
  behind: Exchange | undefined;
  /** The client whose connection it goes out on; set before it is dispatched there. */
  client: ExchangeCarrier | undefined;
  private readonly options: ExchangeOptions;
  private readonly startedAt = performance.now();
  private readonly timer: NodeJS.Timeout;
  private onAbort: (() => void) | undefined;
  private controller: Controller | undefined;
  private remoteAddress: string | undefined;
  private connectTimings: ConnectTimings | undefined;
  private isOnReusedConnection = false;
  private hasRetried = false;
  private hasFirstByte = false;
  private sentAt = 0;
  private firstByteMs: number | undefined;
  private statusCode = 0;
  private headers: Record<string, string> | undefined;
  private body: AnswerBody | undefined;

  constructor(options: ExchangeOptions) {
    this.options = options;
    this.request = options.request;
    this.timer = setTimeout(timeOut, options.timeoutMs, this);
    const { signal } = options;
    if (!signal) return;
    this.onAbort = () => this.stop("INTERNAL_ERROR", "The request was stopped before it was answered.", "stopped");
    signal.addEventListener("abort", this.onAbort, { once: true });
    if (signal.aborted) this.onAbort();
  }

  /** Ends the exchange because the client closes. */
  cancel(): void {
    this.stop("INTERNAL_ERROR", "The request was stopped before it was answered: this process is shutting down.", "stopped");
  }

  onRequestStart(controller: Controller): void {
    // It throws, because nothing is written yet and an abort would close a connection that others can use.
    if (this.isEnded) throw ENDED;
    this.controller = controller;
    const route = this.client?.takeRoute(this);
    this.remoteAddress = route?.remoteAddress;
    this.connectTimings = route?.connectTimings;
    this.isOnReusedConnection = route?.connectTimings === undefined;
    this.sentAt = performance.now();
  }

  onFirstByte(): void {
    this.hasFirstByte = true;
    this.firstByteMs = performance.now() - this.sentAt;
  }

  onResponseStart(_: Controller, statusCode: number, headers: Record<string, string | string[] | undefined>): void {
    // 1xx is not the answer yet (RFC 9110, section 15.2).
    if (statusCode < 200) return;
    this.statusCode = statusCode;
    this.headers = toPlainHeaders(headers);
    if (this.isBodiless() && ("content-length" in headers || "transfer-encoding" in headers)) {
      // The answer ends here, but its sender may still send a body. That must not count as the answer to another request.
      this.answer(null);
      this.controller?.abort(ENDED);
      return;
    }
    this.body = new AnswerBody(this.headers, () => this.cut("too_long"));
  }

  onResponseData(_: Controller, chunk: Buffer): void {
    if (!this.isEnded) this.body?.add(chunk);
  }

  onResponseEnd(): void {
    if (this.isEnded) return;
    this.answer(null);
    this.client?.finishRoute();
  }

  onResponseError(_: Controller | undefined, error: Error): void {
    if (this.isEnded) return;
    if (error instanceof ConnectError) {
      this.connectTimings = error.timings;
      this.remoteAddress = error.remoteAddress;
      this.fail(error.failureCode, error.message);
    } else if (this.statusCode > 0) {
      this.answer(cutOf(error));
    } else if (this.client && this.isOnReusedConnection && !this.hasFirstByte && !this.hasRetried && isReset(error)) {
      this.hasRetried = true;
      this.options.retry(this, this.client.origin);
    } else {
      const { code, message } = explainBrokenExchange(error, this.hasFirstByte);
      this.fail(code, message);
    }
  }

  /** Checks whether the answer ends with its head, whatever its fields say of a body (RFC 9112, section 6.3). */
  private isBodiless(): boolean {
    return this.statusCode === 204 || this.statusCode === 304 || this.request.method === "HEAD";
  }

  private answer(cut: AnswerCut | null): void {
    this.end();
    const { statusCode, headers = {}, remoteAddress = "" } = this;
    const timings = this.toTimings();
    const finish = (text: AnswerText) => {
      this.options.resolve({ type: "answer", statusCode, headers, ...text, timings, remoteAddress });
    };
    const text = this.body?.finish(cut) ?? { body: "", cut };
    if (text instanceof Promise) void text.then(finish);
    else finish(text);
  }

  /** Answers with the part of the body that has come. */
  private cut(cut: AnswerCut): void {
    if (this.isEnded) return;
    this.answer(cut);
    this.controller?.abort(ENDED);
  }

  /** Ends the exchange at its deadline. */
  timeOut(): void {
    const limit = `${this.options.timeoutMs / 1_000} s`;
    if (this.sentAt > 0) this.stop("TIMEOUT", `The endpoint did not answer within ${limit}.`, "deadline");
    else this.stop("TIMEOUT", `There was no connection to the endpoint within ${limit}.`, "deadline");
  }

  /** Ends the exchange with its answer if the head has come, else with a failure. */
  private stop(code: FailureCode, message: string, cut: AnswerCut): void {
    if (this.isEnded) return;
    if (this.statusCode > 0) this.answer(cut);
    else this.fail(code, message);
    this.controller?.abort(ENDED);
  }

  private fail(code: FailureCode, message: string): void {
    this.end();
    const { remoteAddress } = this;
    this.options.resolve({ type: "failure", code, message, timings: this.toTimings(), ...(remoteAddress ? { remoteAddress } : {}) });
  }

  private end(): void {
    this.isEnded = true;
    clearTimeout(this.timer);
    this.line?.remove(this);
    if (this.onAbort) this.options.signal?.removeEventListener("abort", this.onAbort);
  }

  private toTimings(): EgressTimings {
    const timings: EgressTimings = { ...this.connectTimings, totalMs: performance.now() - this.startedAt };
    if (this.firstByteMs !== undefined) timings.firstByteMs = this.firstByteMs;
    return timings;
  }
}

function timeOut(exchange: Exchange): void {
  exchange.timeOut();
}

/** Joins repeated headers (RFC 9110, section 5.2). There are usually none, so undici's own object is used. */
function toPlainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  for (const name in headers) {
    const value = headers[name];
    if (Array.isArray(value)) headers[name] = value.join(", ");
  }
  return headers as Record<string, string>;
}
