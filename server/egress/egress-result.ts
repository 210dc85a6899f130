import type { FailureCode } from "@/domain/delivery/failure-codes";

/**
 * How long each phase took, in milliseconds. `dnsMs`, `connectMs` and `tlsMs` stand only where this request's connection was
 * new; `firstByteMs` runs from the request being written to the head of the answer; `totalMs` is everything, waiting for a
 * free connection included.
 */
export interface EgressTimings {
  dnsMs?: number;
  connectMs?: number;
  tlsMs?: number;
  firstByteMs?: number;
  totalMs: number;
}

export interface EgressAnswer {
  type: "answer";
  /** Any status, 3xx too: nothing is followed. */
  statusCode: number;
  /** Lower-case names; repeated headers joined by ", ". */
  headers: Record<string, string>;
  /** UTF-8, at most 64 KiB; bytes that are no UTF-8, and NUL, stand as U+FFFD. */
  body: string;
  /** Whether the answer was longer than `body`. */
  isBodyCut: boolean;
  timings: EgressTimings;
  remoteAddress: string;
}

export interface EgressFailure {
  type: "failure";
  code: FailureCode;
  /** In plain words, fit for an admin. */
  message: string;
  timings: EgressTimings;
  remoteAddress?: string;
}

export type EgressResult = EgressAnswer | EgressFailure;
