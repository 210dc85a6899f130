import type { FailureCode } from "@/domain/delivery/failure-codes";
import type { EgressPolicy } from "@/domain/webhook/egress-policy";
import type { HttpMethod } from "@/prisma/generated/enums";

/** Looks a host name up. The client asks once for each new connection, vets what it gets and connects to nothing else. */
export interface NameResolver {
  /** Gives every IPv4 and IPv6 address of the name, at least one; rejects when there is none or it cannot be known. */
  resolve(name: string): Promise<string[]>;
}

export interface EgressRequest {
  url: string;
  method: HttpMethod;
  /** Sent as they are; `host` and `content-length` are the client's own. */
  headers: Record<string, string>;
  /** The exact text to send; null for none. */
  body: string | null;
  /** For the whole exchange, from the call of `send` to the last byte of the answer's body. */
  timeoutMs: number;
  signal?: AbortSignal;
}

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

export interface EgressClient {
  /** Never rejects for a reason of the network or the endpoint. */
  send(request: EgressRequest): Promise<EgressResult>;
  /** Closes every connection; what is still open fails. */
  close(): Promise<void>;
}

/** The one client for outgoing calls (design.md §6). One a process: it pools connections by origin. */
export function createEgressClient(_options: {
  policy: EgressPolicy;
  resolver?: NameResolver;
  /** Most connections to one origin at a time; further requests wait for one. Default 64. */
  connectionsPerOrigin?: number;
}): EgressClient {
  throw new Error("not built yet");
}
