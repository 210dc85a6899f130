import type { AnswerCut } from "@/domain/delivery/answer-cut";
import type { FailureCode } from "@/domain/delivery/failure-codes";

/**
 * The times of the phases, in milliseconds. `dnsMs`, `connectMs` and `tlsMs` are set only when this request's connection was new.
 * `firstByteMs` runs from the written request to the head of the answer. `totalMs` is the whole time, with the wait for a free
 * connection.
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
  /** Any status, even 3xx, because redirects are not followed. */
  statusCode: number;
  /** Lower-case names; repeated headers are joined by ", ". */
  headers: Record<string, string>;
  /** The body, unpacked and read by its charset, at most 64 KiB of UTF-8. Bytes that the charset does not have, and NUL, become U+FFFD. */
  body: string;
  /** The reason why `body` is not all of it; null when it is. */
  cut: AnswerCut | null;
  timings: EgressTimings;
  remoteAddress: string;
}

export interface EgressFailure {
  type: "failure";
  code: FailureCode;
  /** A message in plain words, fit for an admin. */
  message: string;
  timings: EgressTimings;
  remoteAddress?: string;
}

export type EgressResult = EgressAnswer | EgressFailure;
