import type { Socket } from "node:net";
import type { ConnectError, ConnectTimings } from "@/server/egress/connect-error";

export interface Connection {
  socket: Socket;
  /** The vetted address that it leads to. */
  remoteAddress: string;
  timings: ConnectTimings;
  /**
   * Set only when some of the name's addresses were not yet known as the connection was made. Resolves with the refusal if one of
   * them may not be reached; nothing more may be sent on this connection then.
   */
  refusal?: Promise<ConnectError | undefined>;
}

export interface ConnectTarget {
  /** A name, or a literal address without brackets. */
  hostname: string;
  /** `http:` or `https:`. */
  protocol: string;
  /** Empty for the protocol's own port. */
  port: string;
}

/** One try at one address, which the caller has vetted. */
export interface DialTarget extends ConnectTarget {
  address: string;
  /** The name that the certificate must be for: the hostname without the dot at its end. */
  name: string;
}

/** The limits of one try. */
export interface Limits {
  timeoutMs: number;
  /** Ends the try, because another one has won. */
  signal?: AbortSignal | undefined;
}

export interface DialLimits extends Limits {
  /** Called when the way to the address is open and only the TLS handshake, if any, is left. */
  onReached?(): void;
}

/** Makes a connection to exactly this address, TLS included for https. Rejects with ConnectError, after it has closed the socket. */
export type Dial = (target: DialTarget, limits: DialLimits) => Promise<Connection>;

/** Destroys a socket, or its user, when its limits are reached. Returns the function that lifts them. */
export function limit(work: { destroy(error: Error): unknown }, { timeoutMs, signal }: Limits): () => void {
  const timer = setTimeout(() => work.destroy(withCode("ETIMEDOUT")), timeoutMs);
  const giveUp = () => work.destroy(withCode("ECONNABORTED"));
  if (signal?.aborted) giveUp();
  else signal?.addEventListener("abort", giveUp, { once: true });
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  };
}

export function withCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Returns an authority such as `192.0.2.1:443` or `[2001:db8::1]:443`. */
export function toAuthority(address: string, { port, protocol }: ConnectTarget): string {
  return `${address.includes(":") ? `[${address}]` : address}:${port || (protocol === "https:" ? "443" : "80")}`;
}
