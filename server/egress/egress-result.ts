import type { AnswerCut } from "@/domain/delivery/answer-cut";
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
  /** Unpacked and read by its charset; at most 64 KiB of UTF-8. What its charset does not have, and NUL, stands as U+FFFD. */
  body: string;
  /** Why `body` is not all of it; null where it is. */
  cut: AnswerCut | null;
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
