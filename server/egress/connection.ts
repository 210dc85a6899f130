import type { Socket } from "node:net";
import type { ConnectTimings } from "@/server/egress/connect-error";

export interface Connection {
  socket: Socket;
  /** The vetted address that it leads to. */
  remoteAddress: string;
  timings: ConnectTimings;
}

export interface ConnectTarget {
  /** A name, or a literal address without brackets. */
  hostname: string;
  /** `http:` or `https:`. */
  protocol: string;
  /** Empty for the protocol's own. */
  port: string;
}

/** One try at one address, which the caller has vetted. */
export interface DialTarget extends ConnectTarget {
  address: string;
  /** What the certificate must be for: the hostname without the dot at its end. */
  name: string;
}

/** Makes a connection to exactly this address within `timeoutMs`, TLS included for https, or rejects with ConnectError. */
export type Dial = (target: DialTarget, timeoutMs: number) => Promise<Connection>;

export function withCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** `192.0.2.1:443`, `[2001:db8::1]:443`. */
export function toAuthority(address: string, { port, protocol }: ConnectTarget): string {
  return `${address.includes(":") ? `[${address}]` : address}:${port || (protocol === "https:" ? "443" : "80")}`;
}
