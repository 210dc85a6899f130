import type { FailureCode } from "@/domain/delivery/failure-codes";
import { explainTlsAlert } from "@/server/egress/tls-alert";

/** The times of making a connection, in milliseconds. A phase that was not reached is absent. */
export interface ConnectTimings {
  dnsMs?: number;
  connectMs?: number;
  tlsMs?: number;
}

export interface ConnectErrorDetails {
  timings: ConnectTimings;
  /** The address that was tried last. */
  remoteAddress?: string | undefined;
  /** True when the name's other addresses need no try, because they would fail in the same way. */
  isFinal?: boolean;
  cause?: unknown;
}

/** Says why no connection was made. `message` is fit for an admin; `failureCode` says which phase failed. */
export class ConnectError extends Error {
  readonly failureCode: FailureCode;
  readonly timings: ConnectTimings;
  readonly remoteAddress: string | undefined;
  readonly isFinal: boolean;

  constructor(failureCode: FailureCode, message: string, details: ConnectErrorDetails) {
    super(message, { cause: details.cause });
    this.name = "ConnectError";
    this.failureCode = failureCode;
    this.timings = details.timings;
    this.remoteAddress = details.remoteAddress;
    this.isFinal = details.isFinal ?? (failureCode === "TLS_ERROR" && !BROKEN_OFF.has(codeOf(details.cause)));
  }

  /** Returns the same error with other timings. */
  withTimings(timings: ConnectTimings): ConnectError {
    const { remoteAddress, isFinal, cause } = this;
    return new ConnectError(this.failureCode, this.message, { timings, remoteAddress, isFinal, cause });
  }
}

/** The handshake errors that concern one machine only. Any other, such as a bad certificate, holds for every address of the name. */
const BROKEN_OFF = new Set(["ECONNRESET", "EPIPE", "ETIMEDOUT"]);

const DNS_CAUSES: Record<string, string> = {
  ENOTFOUND: "there is no such name",
  ENODATA: "the name has no address record",
  ETIMEOUT: "the name servers did not answer in time",
  ECONNREFUSED: "the name servers could not be reached",
  ESERVFAIL: "the name server failed",
  EREFUSED: "the name server refused to answer",
};

export function explainDnsFailure(name: string, error: unknown): string {
  const code = codeOf(error);
  return `${name} could not be resolved: ${DNS_CAUSES[code] ?? `the look-up failed${code ? ` (${code})` : ""}`}.`;
}

const TCP_CAUSES: Record<string, string> = {
  ECONNREFUSED: "was refused: nothing accepts connections there",
  ECONNRESET: "was reset by the other side",
  ENETUNREACH: "failed: there is no route to that network from here",
  EHOSTUNREACH: "failed: there is no route to that host from here",
  EADDRNOTAVAIL: "failed: no local address or port is free for it",
  EMFILE: "failed: this process has too many open connections",
  ETIMEDOUT: "got no answer in time",
};

/** Returns the message for a failed TCP connection. `target` is an address with its port. */
export function explainTcpFailure(target: string, error: unknown): string {
  const code = codeOf(error);
  return `The connection to ${target} ${TCP_CAUSES[code] ?? `failed${code ? ` (${code})` : ""}`}.`;
}

/** OpenSSL's verification errors as Node names them, and the errors of the handshake. */
const TLS_CAUSES: Record<string, string> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate chain ends in a self-signed certificate that is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate's issuer is not known; an intermediate certificate may be missing",
  UNABLE_TO_GET_ISSUER_CERT: "its certificate's issuer is not known; an intermediate certificate may be missing",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate's issuer is not known; an intermediate certificate may be missing",
  CERT_HAS_EXPIRED: "its certificate has expired",
  CERT_NOT_YET_VALID: "its certificate is not valid yet",
  CERT_REVOKED: "its certificate was revoked",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
  EPROTO: "what answers on that port does not speak TLS as expected",
  ECONNRESET: "it broke the handshake off",
  ETIMEDOUT: "the handshake was not finished in time",
};

/** Returns the message for a failed handshake. `name` is the name that the certificate must be for, or other words for the other side. */
export function explainTlsFailure(name: string, error: unknown): string {
  return `No secure connection to ${name} could be made: ${explainHandshake(error)}.`;
}

function explainHandshake(error: unknown): string {
  const alert = explainTlsAlert(error);
  if (alert) return alert;
  const code = codeOf(error);
  if (code.startsWith("ERR_SSL_")) return `${TLS_CAUSES["EPROTO"]} (${code})`;
  return TLS_CAUSES[code] ?? `the handshake failed (${code})`;
}

/** Returns Node's error code, or an empty text when there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
